package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningHerald.class)
class SmokeIT {

  private final Api api;
  private final ServerClock clock;

  SmokeIT(Api api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
  }

  @Test
  void describesItself() {
    assertThat(api.anonymous().get("/openapi").expect(200).body()).contains("Herald");
  }

  @Test
  void challengesWhoeverHasNoToken() {
    assertThat(api.anonymous().get("/v1/me").expect(401).header("WWW-Authenticate"))
        .startsWith("Bearer");
    api.get("/v1/me").expect(200);
  }

  @Test
  void hasAClockThatATestCanMove() {
    Instant before = clock.now();

    clock.advance(Duration.ofMinutes(5));

    assertThat(clock.now()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(5)));
    clock.restore();
  }
}
