package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatesTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final Pass ORDERED = new Pass(7, 1, null, true);
  private static final Pass LIMITED = new Pass(8, 20, 10.0, false);

  private final Gates gates = new Gates();

  @Test
  void aClosedGateIsNotAskedBeforeItsTime() {
    asked(LIMITED, List.of(), Map.of(8L, NOON.plusMillis(100)));

    assertThat(gates.worthAsking(8, NOON.plusMillis(99))).isFalse();
    assertThat(gates.worthAsking(8, NOON.plusMillis(100))).isTrue();
    assertThat(gates.worthAsking(7, NOON)).isTrue();
    assertThat(gates.nextOpening()).contains(NOON.plusMillis(100));
  }

  @Test
  void anOrderedWebhookMayGoOnAsSoonAsItsDeliveryIsSettled() {
    Claim claim = claim(7);
    asked(ORDERED, List.of(claim), Map.of(7L, NOON.plusSeconds(1)));

    assertThat(gates.settled(claim)).isTrue();

    assertThat(gates.worthAsking(7, NOON)).isTrue();
    assertThat(gates.settled(claim)).as("again").isFalse();
  }

  @Test
  void aRateLimitedOneWaitsForItsTimeWhateverIsSettled() {
    Claim claim = claim(8);
    asked(LIMITED, List.of(claim), Map.of(8L, NOON.plusMillis(100)));

    assertThat(gates.settled(claim)).isFalse();

    assertThat(gates.worthAsking(8, NOON)).isFalse();
  }

  @Test
  void oneWhoseTimeHasComeIsNotWaitedForAnyMore() {
    asked(LIMITED, List.of(), Map.of(8L, NOON));

    gates.open(NOON);

    assertThat(gates.nextOpening()).isEmpty();
  }

  @Test
  void whatFellDueOtherwiseOpensThemAll() {
    asked(ORDERED, List.of(), Map.of(7L, NOON.plusSeconds(10)));

    gates.reopen();

    assertThat(gates.worthAsking(7, NOON)).isTrue();
  }

  private void asked(Pass pass, List<Claim> claims, Map<Long, Instant> closed) {
    gates.asked(List.of(pass), new GateStatements.Passed(claims, closed));
  }

  private static Claim claim(long webhook) {
    return new Claim(1, 2, MessageId.next(NOON), webhook, "ping", "{}", 1, 0);
  }
}
