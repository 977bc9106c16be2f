package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class SentOnceDbTest {

  private static final OrganizationId ACME = new OrganizationId(new UUID(0, 1));
  private static final OrganizationId OTHER = new OrganizationId(new UUID(0, 2));

  private final MutableClock clock = MutableClock.atNoon();
  private final TestDatabase database;
  private final RecordingOutbox outbox = new RecordingOutbox();
  private final SentOnce sentOnce;

  SentOnceDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    sentOnce = new SentOnce(database.entityManager(), kind, outbox, clock);
  }

  /** Keeps what it is given, or fails. */
  private static final class RecordingOutbox extends Outbox {
    final List<Message> recorded = new ArrayList<>();
    boolean broken;

    @Override
    void record(List<Message> messages) {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      recorded.addAll(messages);
    }
  }

  @Test
  void theFirstRequestIsRecordedAndItsAnswerRemembered() {
    Message message = message();

    assertThat(record(key(ACME, "k", "f"), message)).isEmpty();

    assertThat(outbox.recorded).containsExactly(message);
    assertThat(answer(key(ACME, "k", "f"))).contains("{\"messageIds\":[\"" + message.id() + "\"]}");
  }

  @Test
  void aSecondOneIsNot() {
    record(key(ACME, "k", "f"), message());

    assertThat(record(key(ACME, "k", "f"), message())).containsExactly(key(ACME, "k", "f"));

    assertThat(outbox.recorded).hasSize(1);
  }

  @Test
  void othersOfItsGroupAreRecordedAllTheSame() {
    record(key(ACME, "k", "f"), message());
    Message plain = message();
    Message keyed = message();
    TreeMap<IdempotencyKey, List<Message>> once = new TreeMap<>();
    once.put(key(ACME, "k", "f"), List.of(message()));
    once.put(key(ACME, "l", "f"), List.of(keyed));

    database.transaction(() -> sentOnce.record(List.of(plain), once));

    assertThat(outbox.recorded).hasSize(3).contains(plain, keyed);
  }

  @Test
  void theKeyOfAnotherRequestIsRefused() {
    record(key(ACME, "k", "f"), message());

    assertThatExceptionOfType(Rejected.class).isThrownBy(() -> answer(key(ACME, "k", "g")));
  }

  @Test
  void organizationsHaveKeysOfTheirOwn() {
    record(key(ACME, "k", "f"), message());

    assertThat(answer(key(OTHER, "k", "g"))).isEmpty();
    assertThat(record(key(OTHER, "k", "g"), message())).isEmpty();
    assertThat(outbox.recorded).hasSize(2);
  }

  @Test
  void withoutItsMessagesNoKeyIsRemembered() {
    outbox.broken = true;

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> record(key(ACME, "k", "f"), message()));

    assertThat(answer(key(ACME, "k", "f"))).isEmpty();
    assertThat(database.count("sent_once")).isZero();
  }

  @Test
  void aKeyIsFreeAgainAfterADay() {
    record(key(ACME, "k", "f"), message());
    clock.advance(Duration.ofHours(24));

    assertThat(answer(key(ACME, "k", "g"))).isEmpty();
    assertThat(record(key(ACME, "k", "g"), message())).isEmpty();
    assertThat(outbox.recorded).hasSize(2);
  }

  @Test
  void whatIsADayOldIsRemoved() {
    record(key(ACME, "old", "f"), message());
    clock.advance(Duration.ofHours(23));
    record(key(ACME, "young", "f"), message());
    clock.advance(Duration.ofHours(1));

    assertThat(database.transaction(sentOnce::removeOld)).isFalse();

    assertThat(database.count("sent_once")).isEqualTo(1);
    assertThat(answer(key(ACME, "young", "f"))).isPresent();
  }

  @Test
  void ofTwoNodesAtOnceOneIsTheFirst() throws Exception {
    assumeThat(database.kind()).as("one process has H2 to itself").isEqualTo(Database.POSTGRESQL);
    CountDownLatch inserted = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Set<IdempotencyKey>> first =
        CompletableFuture.supplyAsync(
            () ->
                database.transaction(
                    () -> {
                      var repeated = record(key(ACME, "k", "f"), message());
                      inserted.countDown();
                      go.await();
                      return repeated;
                    }));
    inserted.await();
    CompletableFuture<Set<IdempotencyKey>> second =
        CompletableFuture.supplyAsync(() -> record(key(ACME, "k", "f"), message()));
    go.countDown();

    assertThat(first.get(60, TimeUnit.SECONDS)).isEmpty();
    assertThat(second.get(60, TimeUnit.SECONDS)).hasSize(1);
  }

  private Set<IdempotencyKey> record(IdempotencyKey key, Message message) {
    return database.transaction(
        () -> sentOnce.record(List.of(), new TreeMap<>(Map.of(key, List.of(message)))));
  }

  private Optional<String> answer(IdempotencyKey key) {
    return database.transaction(() -> sentOnce.answerTo(key));
  }

  private static IdempotencyKey key(OrganizationId organization, String key, String fingerprint) {
    return new IdempotencyKey(organization, key, fingerprint.repeat(64));
  }

  private Message message() {
    return new Message(
        MessageId.next(clock.instant()),
        ACME,
        new EventType("order.paid"),
        new Body.Plain("{}"),
        clock.instant());
  }
}
