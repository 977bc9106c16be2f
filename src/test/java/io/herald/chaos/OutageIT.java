package io.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.it.ServerCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The short form of {@link Chaos}: what happens to the database while events come in. What happens
 * to the server is in {@code CrashIT}.
 */
@Isolated("it asserts how long requests take at most")
@EnabledIfSystemProperty(named = "it.db", matches = "postgresql")
class OutageIT {

  /** EclipseLink would wait for so long before it repeats a query. */
  private static final Duration BEFORE_A_SECOND_TRY = Duration.ofSeconds(5);

  @Test
  void losesNothingWhileTheDatabaseIsAwayKilledOrBusy(@TempDir Path folder) throws Exception {
    try (Site site = Site.onPostgres("outages", folder.resolve("site"), folder.resolve("data"))) {
      site.open(ServerCommand.ofThisRun(), 50);
      Observation away = site.observe(Faults.databaseStopped(Duration.ofSeconds(3)));
      site.observe(Faults.poolExhausted(Duration.ofSeconds(3)));
      Observation killed = site.observe(Faults.databaseKilled(1));
      site.settleAccounts();

      assertThat(site.failures()).isEmpty();
      for (Observation each : List.of(away, killed)) {
        assertThat(each.refusedAfterwards())
            .as("refused with the database back: what was under way, and not one per connection")
            .isLessThanOrEqualTo(Site.PRODUCERS);
        assertThat(each.longest())
            .as("nobody waits while a query is tried again and again")
            .isLessThan(BEFORE_A_SECOND_TRY);
      }
    }
  }
}
