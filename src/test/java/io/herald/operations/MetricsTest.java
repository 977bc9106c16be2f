package io.herald.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.delivery.AttemptMade;
import io.herald.delivery.AttemptsSettled;
import io.herald.delivery.DeliveriesAccepted;
import io.herald.delivery.DeliveryStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  private static final Instant START = Instant.parse("2026-03-14T12:00:00Z");
  private static final Pattern NAME = Pattern.compile("herald_[a-z_]+");
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) .+|[a-z_]+(\\{[a-z]+=\"[^\"]+\"(,[a-z]+=\"[^\"]+\")*})? [0-9.E+-]+");

  private final Metrics metrics = new Metrics();

  @Test
  void countWhatWasAcceptedAndWhatCameOfIt() {
    metrics.on(new DeliveriesAccepted(START, 2, Map.of(7L, 2, 8L, 1)));
    metrics.on(
        new AttemptsSettled(
            List.of(
                attempt(1, "answered", DeliveryStatus.DELIVERED),
                attempt(2, "timeout", DeliveryStatus.EXHAUSTED),
                attempt(1, "polled", DeliveryStatus.DELIVERED)))); // in no histogram

    assertThat(text().lines())
        .allMatch(line -> LINE.matcher(line).matches())
        .contains(
            "herald_messages_accepted_total 2.0",
            "herald_deliveries_accepted_total 3.0",
            "herald_attempts_total{outcome=\"answered\",result=\"delivered\"} 1.0",
            "herald_attempts_total{outcome=\"polled\",result=\"delivered\"} 1.0",
            "herald_attempts_total{outcome=\"timeout\",result=\"failed\"} 1.0",
            "herald_deliveries_exhausted_total 1.0",
            "herald_delivery_lag_seconds_count{to=\"first_attempt\"} 1",
            "herald_delivery_lag_seconds_bucket{to=\"first_attempt\",le=\"0.5\"} 0",
            "herald_delivery_lag_seconds_bucket{to=\"first_attempt\",le=\"1.0\"} 1",
            "herald_delivery_lag_seconds_bucket{to=\"success\",le=\"2.5\"} 1",
            "herald_attempt_duration_seconds_count 2",
            "herald_attempt_duration_seconds_sum 1.0",
            "herald_attempts_in_flight 3.0",
            "herald_deliveries_claimed 4.0",
            "herald_backlog_deliveries{age=\"0\"} 1.0",
            "herald_backlog_deliveries{age=\"86400\"} 6.0",
            "herald_backlog_scheduled 9.0",
            "herald_db_connections 8.0",
            "herald_db_connections_in_use 5.0",
            "herald_backlog_oldest_due_seconds 60.0");
  }

  /** A dashboard that shows nothing, and an alert that never comes, are found here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "server-config/grafana/herald.json",
        "server-config/prometheus/herald-alerts.yml",
      })
  void haveEveryNameThatOthersUse(String file) throws IOException {
    metrics.on(new AttemptsSettled(List.of(attempt(1, "answered", DeliveryStatus.DELIVERED))));
    Set<String> used = names(Files.readString(Path.of(file)));
    Set<String> known = names(text());

    assertThat(used).isNotEmpty();
    assertThat(known).containsAll(used);
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(text).results().forEach(found -> names.add(found.group()));
    return names;
  }

  private String text() {
    return metrics.text(
        new Metrics.Now(3, 4, Duration.ofMinutes(1), List.of(1L, 2L, 3L, 4L, 5L, 6L), 9, 8, 5));
  }

  private static AttemptMade attempt(int number, String outcome, DeliveryStatus becomes) {
    return new AttemptMade(
        7,
        1,
        "msg",
        "order.paid",
        START,
        number,
        START.plusSeconds(1),
        500,
        outcome,
        null,
        becomes);
  }
}
