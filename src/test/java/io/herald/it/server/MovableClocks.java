package io.herald.it.server;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Takes the place of the product's clock. */
@ApplicationScoped
@Alternative
@Priority(1)
class MovableClocks {

  private final MovableClock clock = new MovableClock();

  @Produces
  @Singleton
  Clock clock() {
    return clock;
  }

  void advance(Duration by) {
    clock.advance(by);
  }

  void stop() {
    clock.stop();
  }

  void restore() {
    clock.restore();
  }
}
