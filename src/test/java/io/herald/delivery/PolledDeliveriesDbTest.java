package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.ids.LongIds;
import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import io.herald.storage.Database;
import io.herald.testing.MutableClock;
import io.herald.testing.RecordedEvents;
import io.herald.testing.TestDatabase;
import io.herald.webhooks.WebhookCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What receivers fetch themselves: nobody else touches it, and nothing of it is lost. */
@ParameterizedClass
@EnumSource(Database.class)
class PolledDeliveriesDbTest {

  private static final long NODE = 11;
  private static final long WEBHOOK = 7;
  private static final long LONG = 1L << 40;
  private static final OrganizationId ACME = new OrganizationId(UUID.randomUUID());

  private final MutableClock clock = MutableClock.atNoon();
  private final RecordedEvents<AttemptsSettled> told = new RecordedEvents<>();
  private final TestDatabase database;
  private final Deliveries deliveries;
  private final NextDue nextDue;
  private final Acknowledgement acknowledgement;
  private final LongIds ids = new LongIds(clock);

  @SuppressWarnings("NullAway") // nothing is exhausted here, so the catalogue is not asked
  PolledDeliveriesDbTest(Database kind) {
    database = TestDatabase.empty(kind);
    deliveries = new Deliveries(database.entityManager(), kind, clock);
    nextDue = new NextDue(database.dataSource());
    acknowledgement =
        new Acknowledgement(
            database.entityManager(),
            new Settling(deliveries, told, new RecordedEvents<>(), (WebhookCatalog) null));
    ids.useSlot(1, 0);
    database.sql(
        "insert into node (id, slot, name, started_at, last_seen) values (11, 1, 'a', current_timestamp, current_timestamp)");
  }

  @Nested
  class WhatWaits {

    @Test
    void isServedInTheOrderOfItsIdsAsOftenAsItIsAskedFor() {
      List<Long> recorded = List.of(record(WEBHOOK), record(WEBHOOK), record(WEBHOOK));
      record(8);

      assertThat(served(2)).isEqualTo(recorded.subList(0, 2));
      assertThat(served(10)).isEqualTo(recorded);
    }

    @Test
    void isSeenByNoNode() {
      record(WEBHOOK);
      clock.advance(Duration.ofDays(1));

      assertThat(nextDue.find()).isEmpty();
      assertThat(database.transaction(() -> deliveries.due(-1, 10)).webhooks()).isEmpty();
      assertThat(claim()).isEmpty();
      assertThat(database.transaction(() -> deliveries.claimedBy(NODE))).isEmpty();
    }

    @Test
    void isCutWhereBodiesAreLarge() {
      record(WEBHOOK);
      record(WEBHOOK);

      assertThat(database.transaction(() -> deliveries.waitingForReceiver(WEBHOOK, 10, 1)))
          .hasSize(1);
    }

    @Test
    void isCancelledWithItsWebhook() {
      record(WEBHOOK);

      database.transaction(() -> deliveries.cancelPending(WEBHOOK));

      assertThat(served(10)).isEmpty();
      assertThat(database.count("delivery where status = 'cancelled'")).isOne();
    }
  }

  @Nested
  class Acknowledging {

    @Test
    void deliversWithAnAttemptFromTheAnswerToTheNextCall() {
      long id = record(WEBHOOK);
      PollCursor cursor = cursor();
      clock.advance(Duration.ofSeconds(3));

      acknowledge(cursor);

      assertThat(served(10)).isEmpty();
      assertThat(
              database.count(
                  "delivery where status = 'delivered' and claimed_by is null and id = " + id))
          .isOne();
      assertThat(
              database.count(
                  "attempt where outcome = 'polled' and number = 1 and duration_ms = 3000 and http_status is null"))
          .isOne();
      assertThat(told.fired()).hasSize(1);
      assertThat(told.fired().get(0).attempts())
          .extracting(AttemptMade::polled)
          .containsExactly(true);
    }

    @Test
    void leavesWhatCommitsLateThoughItsIdIsLower() throws Exception {
      long late = ids.next();
      long early = record(WEBHOOK);
      PollCursor cursor = cursor();
      assertThat(cursor.served()).extracting(PollCursor.Served::deliveryId).containsExactly(early);

      record(WEBHOOK, late, Claim.BY_RECEIVER);
      acknowledge(cursor);

      assertThat(served(10)).containsExactly(late);
    }

    @Test
    void leavesWhatAnOpenTransactionHasNotCommitted() throws Exception {
      assumeThat(database.kind()).as("one writer at a time in H2").isEqualTo(Database.POSTGRESQL);
      CountDownLatch recorded = new CountDownLatch(1);
      CountDownLatch polled = new CountDownLatch(1);
      long late = ids.next();
      CompletableFuture<Void> producer =
          CompletableFuture.runAsync(
              () ->
                  database.transaction(
                      () -> {
                        recordHere(WEBHOOK, late, Claim.BY_RECEIVER);
                        recorded.countDown();
                        return polled.await(60, TimeUnit.SECONDS);
                      }));
      assertThat(recorded.await(60, TimeUnit.SECONDS)).isTrue();
      record(WEBHOOK);

      acknowledge(cursor());
      polled.countDown();
      producer.get(60, TimeUnit.SECONDS);

      assertThat(served(10)).containsExactly(late);
    }

    @Test
    void twiceDoesNoHarmAndDeliversOnce() {
      record(WEBHOOK);
      PollCursor cursor = cursor();

      acknowledge(cursor);
      acknowledge(cursor);

      assertThat(database.count("attempt")).isOne();
      assertThat(told.fired()).hasSize(1);
    }

    @Test
    void withAnOldCursorLeavesWhatWasRedeliveredSince() {
      long id = record(WEBHOOK);
      PollCursor cursor = cursor();
      acknowledge(cursor);
      database.sql(
          "update delivery set status = 'pending', due_at = created_at, claimed_by = -1 where id = "
              + id);

      acknowledge(cursor);

      assertThat(served(10)).containsExactly(id);
      acknowledge(cursor());
      assertThat(database.count("attempt where number = 2")).isOne();
    }

    @Test
    void isForTheWebhookThatWasPolledAlone() {
      record(8);
      PollCursor others =
          PollCursor.of(
              clock.instant(),
              database.transaction(() -> deliveries.waitingForReceiver(8, 10, LONG)));

      acknowledge(others);

      assertThat(database.count("delivery where status = 'pending'")).isOne();
    }

    @Test
    void byTwoReceiversAtOnceSettlesEachOnce() throws Exception {
      for (int i = 0; i < 20; i++) {
        record(WEBHOOK);
      }
      PollCursor cursor = cursor();

      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> acknowledge(cursor));
      acknowledge(cursor);
      other.get(60, TimeUnit.SECONDS);

      assertThat(database.count("attempt")).isEqualTo(20);
      assertThat(database.count("delivery where status = 'delivered'")).isEqualTo(20);
    }

    @Test
    void believesNoCursorThatNamesAnImpossibleTime() {
      record(WEBHOOK);
      record(WEBHOOK);
      List<Claim> waiting =
          database.transaction(() -> deliveries.waitingForReceiver(WEBHOOK, 10, LONG));

      acknowledge(PollCursor.of(Instant.ofEpochMilli(Long.MAX_VALUE), waiting.subList(0, 1)));
      acknowledge(PollCursor.of(Instant.EPOCH, waiting.subList(1, 2)));

      assertThat(database.count("attempt where duration_ms = 0")).isEqualTo(2);
    }
  }

  @Nested
  class ChangingHow {

    @Test
    void toPollLeavesAllThatNoNodeHasToTheReceiver() {
      long waiting = record(WEBHOOK, ids.next(), null);
      record(WEBHOOK, ids.next(), NODE);

      database.transaction(() -> deliveries.leaveToReceiver(WEBHOOK));

      assertThat(served(10)).containsExactly(waiting);
      assertThat(database.count("delivery where claimed_by = 11")).isOne();
    }

    @Test
    void toPushGivesAllThatWaitsToTheNodes() {
      record(WEBHOOK);
      record(8);

      database.transaction(() -> deliveries.takeFromReceiver(WEBHOOK));

      assertThat(claim()).hasSize(1);
      assertThat(database.transaction(deliveries::receiversAwaited)).containsExactly(8L);
    }

    @Test
    void allWhoseReceiversAreAwaitedAreFoundOnce() {
      record(8);
      record(WEBHOOK);
      record(8);

      assertThat(database.transaction(deliveries::receiversAwaited))
          .containsExactlyInAnyOrder(WEBHOOK, 8L);
    }
  }

  private long record(long webhook) {
    return record(webhook, ids.next(), Claim.BY_RECEIVER);
  }

  private long record(long webhook, long id, @Nullable Long claimedBy) {
    database.transaction(() -> recordHere(webhook, id, claimedBy));
    return id;
  }

  private void recordHere(long webhook, long id, @Nullable Long claimedBy) {
    Instant now = clock.instant();
    Message message =
        new Message(MessageId.next(now), ACME, EventType.SYNC_USER, new Body.Plain("{}"), now);
    deliveries.record(
        List.of(message), List.of(new NewDelivery(id, message, webhook, ACME, null, claimedBy)));
  }

  private List<Long> served(int limit) {
    return database.transaction(() -> deliveries.waitingForReceiver(WEBHOOK, limit, LONG)).stream()
        .map(Claim::deliveryId)
        .toList();
  }

  private PollCursor cursor() {
    List<Claim> waiting =
        database.transaction(() -> deliveries.waitingForReceiver(WEBHOOK, 100, LONG));
    return PollCursor.parse(PollCursor.of(clock.instant(), waiting).toString()).orElseThrow();
  }

  private void acknowledge(PollCursor cursor) {
    database.transaction(() -> acknowledgement.of(WEBHOOK, cursor, clock.instant()));
  }

  private List<Claim> claim() {
    return database.transaction(() -> deliveries.claim(NODE, Map.of(WEBHOOK, 10)));
  }
}
