package io.herald.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void whatWasAcceptedIsOutstandingUntilItArrives() {
    ledger.accept("a");
    ledger.arrive("b"); // faster than the answer
    ledger.accept("b");

    assertThat(ledger.outstanding()).containsExactly("a");
    ledger.arrive("a");
    assertThat(ledger.outstanding()).isEmpty();
    assertThat(ledger.accepted()).isEqualTo(2);
    assertThat(ledger.arrived()).isEqualTo(2);
  }

  @Test
  void whatADeadServerHadInHandMayArriveOnceMore() {
    arrive("a", 2);
    ledger.lostHoldOf(List.of("a"));

    assertThat(unexplained(Map.of())).isEmpty();
    arrive("a", 1);
    assertThat(unexplained(Map.of())).containsExactly("a");
  }

  @Test
  void whatWasInHandAtTwoDeathsMayArriveThreeTimes() {
    ledger.lostHoldOf(List.of("a"));
    ledger.lostHoldOf(List.of("a", "b"));
    arrive("a", 3);
    arrive("b", 2);

    assertThat(unexplained(Map.of())).isEmpty();
  }

  @Test
  void whatWasSettledWhenTheServerDiedMayNotArriveAgainHoweverShortlyBefore() {
    arrive("a", 1);
    ledger.lostHoldOf(List.of("b"));
    arrive("a", 1);

    assertThat(unexplained(Map.of())).containsExactly("a");
  }

  @Test
  void anAttemptThatIsRecordedAsFailedExplainsTheNextOne() {
    arrive("a", 3);

    assertThat(unexplained(Map.of("a", 1))).containsExactly("a");
    assertThat(unexplained(Map.of("a", 2))).isEmpty();
  }

  @Test
  void repetitionsCountInTheTimeInWhichTheyCame() {
    arrive("a", 2);
    Instant now = Instant.now();

    assertThat(ledger.repeatedBetween(Instant.EPOCH, now.plusSeconds(1))).isOne();
    assertThat(ledger.repeatedBetween(now.plusSeconds(1), Instant.MAX)).isZero();
    assertThat(ledger.unexplainedBetween(now.plusSeconds(1), Instant.MAX, Map.of())).isEmpty();
  }

  private void arrive(String key, int times) {
    for (int i = 0; i < times; i++) {
      ledger.arrive(key);
    }
  }

  private Collection<String> unexplained(Map<String, Integer> failed) {
    return ledger.unexplainedBetween(Instant.EPOCH, Instant.MAX, failed);
  }
}
