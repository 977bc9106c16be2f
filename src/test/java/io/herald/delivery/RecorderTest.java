package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import io.herald.storage.Database;
import jakarta.transaction.RollbackException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private final AtomicInteger tries = new AtomicInteger();
  private final Recorder recorder =
      new Recorder(
          new SteadyDeliveries() {
            @Override
            Set<Long> settle(List<Settlement> settlements) {
              if (tries.getAndIncrement() == 0) {
                throw Undeclared.as(new RollbackException("commit fails"));
              }
              return Set.of();
            }
          });

  @AfterEach
  void stop() {
    recorder.stop();
  }

  @Test
  void anOutcomeWhoseCommitFailsIsSettledAgain() throws InterruptedException {
    CountDownLatch settled = new CountDownLatch(1);
    recorder.start(
        task -> {
          Thread thread = new Thread(task);
          thread.setDaemon(true);
          return thread;
        },
        Database.POSTGRESQL,
        (Collection<Settlement> all) -> settled.countDown());

    recorder.add(delivered());

    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(tries).hasValue(2);
  }

  private static Settlement delivered() {
    return new Settlement(
        new Claim(1, 2, MessageId.next(Instant.EPOCH), 7, "ping", "{}", 1, 0),
        DeliveryStatus.DELIVERED,
        0,
        null,
        false,
        new Settlement.AttemptRecord(1, Instant.EPOCH, 12, "answered", 204, "{}", "{}", "", null));
  }
}
