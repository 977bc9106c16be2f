package io.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@link Chaos}: what happens to the database while events come in. What happens
 * to the server is in {@code CrashIT}.
 */
@EnabledIfSystemProperty(named = "it.db", matches = "postgresql")
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara")
class OutageIT {

  @Test
  void losesNothingWhileTheDatabaseIsAwayKilledOrBusy(@TempDir Path folder) throws Exception {
    try (Site site = Site.onPostgres("outages", folder.resolve("site"), folder.resolve("data"))) {
      site.open(Chaos.supervised(), 50);
      for (Fault fault :
          List.of(
              Faults.databaseStopped(Duration.ofSeconds(3)),
              Faults.poolExhausted(Duration.ofSeconds(3)),
              Faults.databaseKilled(1))) {
        site.observe(fault);
      }
      site.settleAccounts();

      assertThat(site.failures()).isEmpty();
    }
  }
}
