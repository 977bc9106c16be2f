package io.herald.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundTest {

  private long now = 1;
  private final Bound bound = new Bound(() -> now);

  @Test
  void letsTenAMinutePassForEachWebhook() {
    for (int i = 0; i < Bound.A_MINUTE; i++) {
      assertThat(bound.pass(7)).isEqualTo(OptionalLong.of(0));
    }

    assertThat(bound.pass(7)).isEmpty();
    assertThat(bound.pass(8)).isPresent();
  }

  @Test
  void saysLaterHowManyItHeldBack() {
    for (int i = 0; i < Bound.A_MINUTE + 3; i++) {
      bound.pass(7);
    }

    now += TimeUnit.MINUTES.toNanos(1);

    assertThat(bound.pass(7)).isEqualTo(OptionalLong.of(3));
    assertThat(bound.pass(7)).isEqualTo(OptionalLong.of(0));
  }
}
