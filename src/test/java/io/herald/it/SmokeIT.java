package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningHerald.class)
class SmokeIT {

  private final Api api;

  SmokeIT(Api api) {
    this.api = api;
  }

  @Test
  void describesItself() {
    assertThat(api.anonymous().get("/openapi").expect(200).body()).contains("Herald");
  }
}
