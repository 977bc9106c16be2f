package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code herald-micro.jar}: what is one file and one command must survive {@code kill -9}. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class RestartIT {

  @Test
  void aKilledServerServesTheSameAgainAfterItsRestart(@TempDir Path folder) {
    try (HeraldProcess herald = HeraldProcess.start(folder)) {
      String me = herald.api().get("/v1/me").expect(200).body();

      herald.killHard();
      herald.restart();

      assertThat(herald.api().get("/v1/me").expect(200).body()).isEqualTo(me);
    }
  }
}
