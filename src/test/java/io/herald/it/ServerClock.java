package io.herald.it;

import java.time.Duration;
import java.time.Instant;

/** The clock of the server under test. It runs; a test can move it forward, for all tests. */
record ServerClock(Api api) {

  Instant now() {
    return Instant.parse(api.get("/v1/test/clock").expect(200).body());
  }

  void advance(Duration by) {
    api.post("/v1/test/clock?by=" + by).expect(204);
  }
}
