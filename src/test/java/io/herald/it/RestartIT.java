package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code herald-micro.jar}: what is one file and one command must survive {@code kill -9}. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class RestartIT {

  /** What an older version left in the folder is what Payara Micro would serve by itself. */
  @Test
  void aKilledServerServesTheSameAgainAndNothingOlder(@TempDir Path folder) throws IOException {
    Path kept = folder.resolve("kept");
    ServerCommand keeping = ServerCommand.heraldMicro("--rootdir", kept.toString());
    try (HeraldProcess herald =
        HeraldProcess.start(keeping, TestServers.settingsWithNewDatabase(), folder)) {
      String me = herald.api().get("/v1/me").expect(200).body();

      herald.killHard();
      assertThat(kept.resolve("config/domain.xml")).content().contains("<application ");
      Files.writeString(kept.resolve("applications/ROOT/older.html"), "older");
      herald.restart();

      assertThat(herald.api().get("/v1/me").expect(200).body()).isEqualTo(me);
      herald.api().get("/older.html").expect(404);
    }
  }
}
