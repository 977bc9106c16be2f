package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.messages.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final int MAX_IN_FLIGHT = 64;
  private static final int PER_WEBHOOK = 4;
  private static final int MAX_WAITING = 256;

  private final AtomicLong nanos = new AtomicLong();
  private final Lanes lanes = new Lanes(MAX_IN_FLIGHT, PER_WEBHOOK, MAX_WAITING, nanos::get);
  private long lastId;

  @Test
  void aWebhookHasAtMostItsLimitInFlight() {
    claimed(1, 8);

    assertThat(startAll()).hasSize(PER_WEBHOOK);
  }

  @Test
  void theNodeHasAtMostItsLimitInFlight() {
    for (int webhook = 1; webhook <= 40; webhook++) {
      claimed(webhook, 8);
    }

    assertThat(startAll().size()).isLessThanOrEqualTo(MAX_IN_FLIGHT);
  }

  @Test
  void aFinishedAttemptMakesRoomForTheNext() {
    claimed(1, 5);
    List<Claim> started = startAll();

    lanes.finished(started.get(0));

    assertThat(startAll()).hasSize(1);
  }

  @Test
  void webhooksTakeTurns() {
    claimed(1, 3);
    claimed(2, 3);

    assertThat(startAll()).extracting(Claim::webhookId).containsExactly(1L, 2L, 1L, 2L, 1L, 2L);
  }

  @Test
  void deliveriesOfOneWebhookStartInTheirOrder() {
    claimed(1, 4);

    assertThat(startAll()).extracting(Claim::deliveryId).isSorted();
  }

  @Nested
  class WhenReceiversHang {

    @Test
    void aFastOneStillGetsItsPlaces() {
      prove(1, Duration.ofMillis(5));
      for (int webhook = 100; webhook < 200; webhook++) {
        claimed(webhook, 2);
      }
      startAll();
      claimed(1, PER_WEBHOOK);

      assertThat(startAll()).filteredOn(claim -> claim.webhookId() == 1).hasSize(PER_WEBHOOK);
    }

    @Test
    void anUnknownOneGetsAPlaceOnceTheyAreSeenToHang() {
      for (int webhook = 100; webhook < 120; webhook++) {
        claimed(webhook, 2);
      }
      startAll();
      nanos.addAndGet(Lane.SLOW_NANOS + 1);
      lanes.observePaces();
      claimed(1, 1);

      assertThat(startAll()).extracting(Claim::webhookId).contains(1L);
    }

    @Test
    void theirNumberInMemoryIsSmall() {
      prove(1, Duration.ofSeconds(15));

      assertThat(lanes.room(1)).isLessThanOrEqualTo(PER_WEBHOOK);
    }

    @Test
    void theyCannotFillTheMemory() {
      for (int webhook = 100; webhook < 400; webhook++) {
        prove(webhook, Duration.ofSeconds(15));
        while (lanes.reserve(webhook)) {
          lanes.addReserved(claim(webhook));
        }
      }
      prove(1, Duration.ofMillis(5));

      assertThat(lanes.reserve(1)).isTrue();
    }
  }

  @Nested
  class WhenOneIsBusy {

    @Test
    void slowOnesAreNotStarved() {
      prove(7, Duration.ofSeconds(2));
      for (int webhook = 100; webhook < 200; webhook++) {
        prove(webhook, Duration.ofMillis(1));
        claimed(webhook, 8);
      }
      startAll();
      claimed(7, 1);

      assertThat(startAll()).extracting(Claim::webhookId).contains(7L);
    }
  }

  @Nested
  class WhenBatchesAreCollected {

    private final Duration linger = Duration.ofSeconds(2);

    @Test
    void aFullOneGoesAtOnceAndTakesOnePlaceInFlight() {
      claimed(1, 3);

      assertThat(batches(3)).containsExactly(3);
      assertThat(lanes.inFlight()).isOne();
      assertThat(lanes.waiting()).isZero();
      assertThat(lanes.held()).isEqualTo(3);
    }

    @Test
    void oneThatIsNotFullWaitsForOthersAndForNoLonger() {
      claimed(1, 1);
      assertThat(batches(3)).isEmpty();
      assertThat(lanes.inFlight()).isZero();
      nanos.addAndGet(linger.toNanos() / 2);
      claimed(1, 1);
      assertThat(batches(3)).isEmpty();
      assertThat(lanes.nanosUntilRipe()).hasValue(linger.toNanos() / 2);

      nanos.addAndGet(linger.toNanos() / 2);

      assertThat(batches(3)).containsExactly(2);
      assertThat(lanes.nanosUntilRipe()).isEmpty();
    }

    @Test
    void whatIsLeftOverWaitsFromItsOwnArrival() {
      claimed(1, 3);
      batches(3);
      claimed(1, 2);
      nanos.addAndGet(linger.toNanos() / 2);
      claimed(1, 2);

      assertThat(batches(3)).containsExactly(3);
      nanos.addAndGet(linger.toNanos() - 1);
      assertThat(batches(3)).isEmpty();
      nanos.addAndGet(1);
      assertThat(batches(3)).containsExactly(1);
    }

    @Test
    void nobodyElseWaits() {
      claimed(1, 1);
      batches(3);
      claimed(2, 2);

      assertThat(startAll()).extracting(Claim::webhookId).containsExactly(2L, 2L);
    }

    @Test
    void asManyAsTheLimitAreInFlightAtOnce() {
      claimed(1, 2);
      batches(2);
      claimed(1, 2 * PER_WEBHOOK);

      assertThat(batches(2)).hasSize(PER_WEBHOOK - 1);
    }

    @Test
    void oneGoesWhenNoMoreFitsIntoMemory() {
      claimed(1, 1);
      batches(100);

      while (lanes.reserve(1)) {
        lanes.addReserved(claim(1));
      }

      assertThat(batches(100)).hasSize(1);
    }

    @Test
    void oneThatIsOverMakesRoomForTheNext() {
      claimed(1, 2 * (PER_WEBHOOK + 1));
      List<Claim> leads = new ArrayList<>();
      assertThat(batches(2, leads)).hasSize(PER_WEBHOOK);

      lanes.finished(leads.get(0));

      assertThat(batches(2)).containsExactly(2);
    }

    @Test
    void theyEndWhenTheWebhookWantsNoMore() {
      claimed(1, 1);
      batches(3);
      nanos.addAndGet(linger.toNanos());
      claimed(1, 1);
      Claim first = lanes.next().orElseThrow();

      lanes.collectNoMore(1);

      assertThat(first.webhookId()).isEqualTo(1);
      assertThat(startAll()).hasSize(1);
    }

    @Test
    void whatWaitsIsGivenBackAtTheEnd() {
      claimed(1, 2);
      batches(3);

      assertThat(lanes.drain()).hasSize(2);
      nanos.addAndGet(linger.toNanos());
      assertThat(batches(3)).isEmpty();
      assertThat(lanes.waiting()).isZero();
    }

    private List<Integer> batches(int size) {
      return batches(size, new ArrayList<>());
    }

    /** Starts all batches that may start; returns how many are in each. */
    private List<Integer> batches(int size, List<Claim> leads) {
      List<Integer> sizes = new ArrayList<>();
      for (Optional<Claim> next = lanes.next(); next.isPresent(); next = lanes.next()) {
        List<Claim> batch = lanes.batch(next.get(), size, linger);
        if (!batch.isEmpty()) {
          sizes.add(batch.size());
          leads.add(next.get());
        }
      }
      return sizes;
    }
  }

  @Nested
  class WhenMemoryIsFull {

    @Test
    void whatDoesNotFitGoesToTheDatabaseAndSoDoesWhatComesAfterIt() {
      while (lanes.reserve(1)) {
        lanes.addReserved(claim(1));
      }
      startAll().forEach(lanes::finished);

      assertThat(lanes.reserve(1)).as("older ones wait in the database").isFalse();
    }

    @Test
    void theWayThroughMemoryOpensAgainWhenTheDatabaseHoldsNoMore() {
      while (lanes.reserve(1)) {
        lanes.addReserved(claim(1));
      }
      startAll();
      lanes.backlog(1, false);

      assertThat(lanes.reserve(1)).isTrue();
    }

    @Test
    void aFinishedAttemptAsksForMoreFromTheDatabase() {
      prove(1, Duration.ofMillis(1));
      claimed(1, 1);
      Claim claim = lanes.next().orElseThrow();
      lanes.backlog(1, true);

      assertThat(lanes.finished(claim)).isTrue();
    }

    @Test
    void aPromiseTakenBackFreesItsPlace() {
      int room = lanes.room(1);
      lanes.reserve(1);

      lanes.cancelReservation(1);

      assertThat(lanes.room(1)).isEqualTo(room);
    }

    @Test
    void largeBodiesFillItSooner() {
      for (int webhook = 1; webhook <= 300 && lanes.room(webhook) > 0; webhook++) {
        lanes.addClaimed(claim(webhook, "x".repeat(256 * 1024)));
      }

      assertThat(lanes.waiting()).isLessThanOrEqualTo(257);
    }
  }

  @Test
  void holdsADeliveryUntilItIsSettled() {
    claimed(1, 1);
    Claim claim = lanes.next().orElseThrow();
    lanes.finished(claim);

    assertThat(lanes.holds(claim.deliveryId())).isTrue();
    lanes.settled(claim.deliveryId());
    assertThat(lanes.holds(claim.deliveryId())).isFalse();
  }

  @Test
  void drainingReturnsWhatWaitsAndStartsNothingMore() {
    claimed(1, 6);
    startAll();

    assertThat(lanes.drain()).hasSize(2);
    assertThat(lanes.next()).isEmpty();
    assertThat(lanes.waiting()).isZero();
  }

  private void prove(long webhook, Duration duration) {
    lanes.addClaimed(claim(webhook));
    Claim started = null;
    for (Optional<Claim> next = lanes.next(); next.isPresent(); next = lanes.next()) {
      if (next.get().webhookId() == webhook) {
        started = next.get();
        break;
      }
    }
    nanos.addAndGet(duration.toNanos());
    lanes.finished(java.util.Objects.requireNonNull(started));
  }

  private List<Claim> startAll() {
    List<Claim> started = new ArrayList<>();
    for (Optional<Claim> next = lanes.next(); next.isPresent(); next = lanes.next()) {
      started.add(next.get());
    }
    return started;
  }

  private void claimed(long webhook, int count) {
    for (int i = 0; i < count; i++) {
      lanes.addClaimed(claim(webhook));
    }
  }

  private Claim claim(long webhook) {
    return claim(webhook, "{}");
  }

  private Claim claim(long webhook, String body) {
    return new Claim(++lastId, 1, MessageId.next(Instant.EPOCH), webhook, "sync.user", body, 1, 0);
  }
}
