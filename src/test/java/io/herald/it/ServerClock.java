package io.herald.it;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the server under test, for all tests: whoever moves or stops it restores it in the
 * end.
 */
record ServerClock(Api api) {

  Instant now() {
    return Instant.parse(api.get("/v1/test/clock").expect(200).body());
  }

  void advance(Duration by) {
    api.post("/v1/test/clock?by=" + by).expect(204);
  }

  /** From now on it moves by {@link #advance} and {@link #advanceTo} alone. */
  void stop() {
    api.post("/v1/test/clock/stop").expect(204);
  }

  /** Moves the stopped clock to an instant, exactly. */
  void advanceTo(Instant instant) {
    advance(Duration.between(now(), instant));
  }

  /** Back to real time. */
  void restore() {
    api.delete("/v1/test/clock").expect(204);
  }
}
