package io.herald.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.herald.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongIdsTest {

  private final MutableClock clock = MutableClock.atNoon();
  private final LongIds ids = new LongIds(clock);

  @Test
  void growAlsoWithinAMillisecondAndWhenTheClockJumpsBack() {
    ids.useSlot(3, 0);
    long last = 0;
    for (int i = 0; i < 1000; i++) {
      if (i == 500) {
        clock.advance(Duration.ofHours(-1));
      }
      long id = ids.next();
      assertThat(id).isGreaterThan(last);
      last = id;
    }
  }

  @Test
  void areBelowTwoToTheFiftyThreeUntil2094() {
    clock.set(Instant.parse("2094-01-01T00:00:00Z"));
    ids.useSlot(LongIds.SLOTS - 1, 0);

    assertThat(ids.next()).isLessThan(1L << 53);
  }

  @Test
  void differBetweenNodesInTheSameMillisecond() {
    Set<Long> all = new HashSet<>();
    for (int slot = 0; slot < LongIds.SLOTS; slot++) {
      LongIds node = new LongIds(clock);
      node.useSlot(slot, 0);
      for (int i = 0; i < 300; i++) {
        assertThat(all.add(node.next())).isTrue();
      }
    }
  }

  @Test
  void repeatNoneAfterARestartWithTheClockSetBack() {
    ids.useSlot(1, 0);
    long before = ids.next();
    clock.advance(Duration.ofHours(-1));
    LongIds restarted = new LongIds(clock);

    restarted.useSlot(1, before);

    assertThat(restarted.next()).isGreaterThan(before);
  }

  @Test
  void tellTheTimeTheyWereAssigned() {
    ids.useSlot(1, 0);
    long id = ids.next();

    assertThat(LongIds.lowestAt(clock.instant())).isLessThanOrEqualTo(id);
    assertThat(LongIds.lowestAt(clock.instant().plusMillis(1))).isGreaterThan(id);
  }

  @Test
  void thereIsNoneBeforeTheSlot() {
    assertThatIllegalStateException().isThrownBy(ids::next);
  }
}
