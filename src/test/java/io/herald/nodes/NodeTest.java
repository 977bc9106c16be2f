package io.herald.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Node node = new Node(nanos::get, Lease.STANDARD);

  @Test
  void mayNotClaimBeforeItIsRegistered() {
    assertThat(node.mayClaim()).isFalse();
  }

  @Test
  void trustsItselfForTheTimeOfItsLease() {
    node.registered(5, nanos.get());
    nanos.addAndGet(Lease.STANDARD.trust().toNanos() - 1);
    assertThat(node.mayClaim()).isTrue();

    nanos.addAndGet(1);
    assertThat(node.mayClaim()).isFalse();
  }

  @Test
  void aRenewalCountsFromItsStart() {
    node.registered(5, nanos.get());
    long startedAt = nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    nanos.addAndGet(Duration.ofSeconds(6).toNanos());

    node.renewed(startedAt);

    assertThat(node.mayClaim()).isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(node.mayClaim()).isFalse();
  }

  @Test
  void claimsOfAFormerIdAreVoid() {
    node.registered(5, nanos.get());
    node.expired();
    node.registered(6, nanos.get());

    assertThat(node.holds(5)).isFalse();
    assertThat(node.holds(6)).isTrue();
  }

  @Test
  void aNodeMustStopTrustingItselfBeforeOthersExpireIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lease(Duration.ofSeconds(10), Duration.ofSeconds(10)));
  }
}
