package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandOverTest {

  private final Transaction transaction = new Transaction();
  private final RecordingSender sender = new RecordingSender();
  private final RecordingDispatcher dispatcher = new RecordingDispatcher();
  private final HandOver handOver = new HandOver(transaction, sender, dispatcher);

  @Test
  void nothingIsSentBeforeTheCommit() {
    fresh(7);

    assertThat(sender.sent).isEmpty();
  }

  @Test
  void whatHadRoomIsSentAfterTheCommit() {
    Claim claim = fresh(7);

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(sender.sent).containsExactly(claim);
    assertThat(sender.promises).containsEntry(7L, 1);
    assertThat(dispatcher.woken).isFalse();
  }

  @Test
  void aRollbackGivesThePlacesBack() {
    fresh(7);
    fresh(7);

    transaction.end(Status.STATUS_ROLLEDBACK);

    assertThat(sender.sent).isEmpty();
    assertThat(sender.promises).containsEntry(7L, 0);
  }

  @Test
  void whatHadNoRoomIsLookedForInTheDatabase() {
    sender.full = true;
    assertThat(handOver.cargo().reserve(7)).isFalse();

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(dispatcher.woken).isTrue();
  }

  @Test
  void aPromiseWhoseStatementFailedIsTakenBackThoughTheProducerCommits() {
    fresh(7);
    handOver.cargo().reserve(8);

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(sender.promises).containsEntry(8L, 0).containsEntry(7L, 1);
  }

  @Test
  void suchAPromiseIsTakenBackAndNotALaterOnes() {
    handOver.cargo().reserve(8);
    fresh(7);

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(sender.promises).containsEntry(8L, 0).containsEntry(7L, 1);
  }

  @Test
  void severalMessagesOfOneTransactionShareOneSynchronization() {
    fresh(7);
    fresh(8);

    assertThat(transaction.synchronizations).hasSize(1);
  }

  private Claim fresh(long webhook) {
    HandOver.Cargo cargo = handOver.cargo();
    cargo.reserve(webhook);
    Claim claim = new Claim(1, 2, MessageId.next(Instant.EPOCH), webhook, "ping", "{}", 1, 0);
    cargo.add(claim);
    return claim;
  }

  private static final class RecordingDispatcher extends Dispatcher {
    boolean woken;

    @Override
    void wake() {
      woken = true;
    }
  }

  private static final class Transaction implements TransactionSynchronizationRegistry {
    final List<Synchronization> synchronizations = new ArrayList<>();
    private final Map<Object, Object> resources = new HashMap<>();

    void end(int status) {
      synchronizations.forEach(each -> each.afterCompletion(status));
    }

    @Override
    public void registerInterposedSynchronization(Synchronization synchronization) {
      synchronizations.add(synchronization);
    }

    @Override
    public @Nullable Object getResource(Object key) {
      return resources.get(key);
    }

    @Override
    public void putResource(Object key, Object value) {
      resources.put(key, value);
    }

    @Override
    public Object getTransactionKey() {
      return this;
    }

    @Override
    public int getTransactionStatus() {
      return Status.STATUS_ACTIVE;
    }

    @Override
    public void setRollbackOnly() {
      throw new UnsupportedOperationException("not by the hand-over");
    }

    @Override
    public boolean getRollbackOnly() {
      return false;
    }
  }
}
