package io.herald.delivery;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What operators set about deliveries; defaults and reasons stand in {@code
 * microprofile-config.properties}.
 *
 * @param timeout for a whole attempt
 * @param retrySchedule of webhooks without one of their own
 * @param maxInFlight attempts under way at once on this node
 * @param maxInFlightPerWebhook the same for one webhook
 * @param maxWaiting deliveries that wait in this node's memory; what is more waits in the database
 */
public record DeliverySettings(
    Duration timeout,
    RetrySchedule retrySchedule,
    int maxInFlight,
    int maxInFlightPerWebhook,
    int maxWaiting) {

  @ApplicationScoped
  static class Reader {

    @Produces
    @Singleton
    DeliverySettings read(Settings settings) {
      return new DeliverySettings(
          settings.duration(
              "herald.delivery.timeout", Duration.ofSeconds(1), Duration.ofSeconds(30)),
          new RetrySchedule(
              settings.durations(
                  "herald.delivery.retry-schedule", Duration.ofSeconds(1), Duration.ofDays(7))),
          settings.integer("herald.delivery.max-in-flight", 1, 10_000),
          settings.integer("herald.delivery.max-in-flight-per-webhook", 1, 1_000),
          settings.integer("herald.delivery.max-waiting", 1, 1_000_000));
    }
  }
}
