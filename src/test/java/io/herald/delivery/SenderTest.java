package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import io.herald.nodes.Node;
import io.herald.nodes.TestNodes;
import io.herald.testing.MutableClock;
import io.herald.webhooks.TestCatalogs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final long NODE = 11;

  private final List<Claim> givenBack = new ArrayList<>();

  /** Its claims may still be its own when it is heard again: nobody else would look for them. */
  @Test
  void aNodeThatLostTrustInItsClaimsGivesThemBackUnattempted() {
    Sender sender = sender(TestNodes.lapsed(NODE));
    Claim claim = new Claim(1, NODE, MessageId.next(Instant.EPOCH), 7, "ping", "{}", 1, 0);

    sender.sendClaimed(List.of(claim));

    assertThat(givenBack).containsExactly(claim);
    assertThat(sender.lanes().holds(1)).isFalse();
    assertThat(sender.lanes().inFlight()).isZero();
  }

  private Sender sender(Node node) {
    DeliverySettings settings =
        new DeliverySettings(
            Duration.ofSeconds(15),
            new RetrySchedule(List.of(Duration.ofSeconds(10))),
            10,
            10,
            100);
    Recorder recorder =
        new Recorder() {
          @Override
          boolean hasRoom() {
            return true;
          }

          @Override
          void giveBack(Claim claim) {
            givenBack.add(claim);
          }
        };
    Sender sender =
        new Sender(
            settings, new Poster(), TestCatalogs.empty(), recorder, node, MutableClock.atNoon());
    sender.start(Runnable::run, Runnable::run, Executors.newScheduledThreadPool(0), () -> {});
    return sender;
  }
}
