package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.herald.testing.Answer;
import io.herald.testing.FreePorts;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was accepted is delivered, however the server ended. One server, one kill and one end in
 * order: each rule has a company of its own that lives through it.
 */
@BesideOthers
@TestInstance(Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CrashIT {

  /** What is promised are 5 s; a machine that runs other things too is given more. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** For what a machine needs that runs other things too. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Attempts in flight for one webhook, by default. */
  private static final int IN_FLIGHT = 20;

  private static final String WAITING_FOR_A_DELIVERY =
      """
      select count(*) from pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock' and query like 'update delivery %'\
      """;

  private final RecordingReceiver receiver = RecordingReceiver.start();
  private final Map<String, String> settings = new HashMap<>();
  private HeraldProcess herald;
  private Path kept;

  @BeforeAll
  void start(@TempDir Path folder) {
    settings.putAll(TestServers.settingsWithNewDatabase());
    // soon, and for longer than any machine needs to start a server again
    settings.put("herald.delivery.retry-schedule", "PT2S,PT2S,PT5S" + ",PT10S".repeat(30));
    settings.put("herald.delivery.timeout", "PT30S"); // what hangs does so until the kill
    kept = folder.resolve("kept");
    herald = HeraldProcess.start(ServerCommand.keeping(kept), settings, folder);
  }

  @AfterAll
  void close() {
    herald.close();
    receiver.close();
  }

  /** {@code kill -9} in the middle of everything. */
  @Nested
  @Order(1)
  @TestInstance(Lifecycle.PER_CLASS)
  class Killed {

    private final int closed = FreePorts.next();
    private RecordingReceiver back;
    private Company unheard;
    private Company stream;
    private Company slow;
    private Company leaving;
    private Set<String> inFlight;
    private Set<String> streamedBefore;

    @BeforeAll
    void kill() throws Exception {
      receiver.on("/unheard", Answer.hang());
      unheard = Company.create(herald.api(), receiver, "unheard");
      unheard.addWebhook(herald.api(), URI.create("http://127.0.0.1:" + closed + "/down"));
      unheard.addUsers(herald.api(), 3 * IN_FLIGHT);

      receiver.on("/stream", Answer.status(204).after(Duration.ofMillis(50)));
      stream = Company.create(herald.api(), receiver, "stream");
      List<CompletableFuture<Void>> producers = produceUntilTheEnd(stream, 4);
      await().atMost(PATIENCE).until(() -> stream.accepted().size() > 300);

      receiver.on("/slow", Answer.hang());
      slow = Company.create(herald.api(), receiver, "slow");
      slow.addUsers(herald.api(), 2 * IN_FLIGHT);
      receiver.await("/slow", IN_FLIGHT);

      leaving = Company.create(herald.api(), receiver, "leaving");
      if (onPostgres()) {
        killWithinThe410();
      } else {
        herald.killHard();
      }

      producers.forEach(CompletableFuture::join);
      receiver.on("/unheard", Answer.status(204));
      receiver.on("/slow", Answer.status(200));
      back = RecordingReceiver.startOn(closed);
      leaveSomethingOlder();
      herald.restart();
      streamedBefore = Company.messages(beforeTheRestart(stream));
      inFlight = Company.messages(beforeTheRestart(slow));
    }

    @AfterAll
    void closeTheOther() {
      back.close();
    }

    @Test
    void deliversWhatNobodyCouldTakeBefore() {
      awaitAll(unheard);
      assertGoesOnSoon("what nobody could take", unheard);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Company.users(back.requests("/down"))).isEqualTo(unheard.accepted()));
    }

    @Test
    void repeatsNothingButWhatWasInFlight() {
      awaitAll(slow);
      await().atMost(PATIENCE).until(() -> !slow.hasPending(herald.api()));
      assertGoesOnSoon("what was in flight", slow);
      assertThat(slow.received()).hasSize(slow.accepted().size() + inFlight.size());
      assertThat(sentTwice(slow)).isEqualTo(inFlight).hasSize(IN_FLIGHT);
      assertThat(Company.messages(slow.received())).hasSameSizeAs(slow.accepted());
    }

    @Test
    void losesNothingOfAStream() {
      awaitAll(stream);
      await().atMost(PATIENCE).until(() -> !stream.hasPending(herald.api()));
      Set<String> twice = sentTwice(stream);
      assertThat(streamedBefore).containsAll(twice);
      assertThat(twice).hasSizeLessThanOrEqualTo(IN_FLIGHT + 500); // in flight, or not yet settled
      System.out.printf(
          "figures: crash under a stream: %d accepted, %d sent twice%n",
          stream.accepted().size(), twice.size());
    }

    @Test
    void a410ThatItInterruptedTakesEffectOnce() {
      assumeTrue(onPostgres());

      await().atMost(PATIENCE).until(() -> tables().count(pending()) == 0);
      assertThat(tables().count(inactive())).isOne();
      assertThat(
              tables()
                  .count(
                      "select count(*) from delivery where status = 'cancelled' and webhook_id = "
                          + leaving.webhookId()))
          .isOne();
    }

    /** What an older version left in the folder is what Payara Micro would serve by itself. */
    @Test
    void servesTheSameAgainAndNothingOlder() {
      assumeTrue(ServerCommand.mayKeepItsFolder());
      herald.api().get("/v1/me").expect(200);
      herald.api().get("/older.html").expect(404);
    }

    /** Herald has deactivated the webhook and waits for the delivery's row, which is locked. */
    private void killWithinThe410() throws SQLException {
      CountDownLatch locksTheDelivery = new CountDownLatch(1);
      receiver.on("/leaving", Answer.status(410).when(locksTheDelivery));
      leaving.addUser(herald.api());
      receiver.await("/leaving", 1);
      assertThat(tables().count(pending())).isOne();
      try (Connection locked = tables().connection();
          Statement statement = locked.createStatement()) {
        locked.setAutoCommit(false);
        statement.execute(
            "select id from delivery where webhook_id = "
                + leaving.webhookId()
                + " and status = 'pending' for update");
        locksTheDelivery.countDown();
        await().atMost(PATIENCE).until(() -> tables().count(WAITING_FOR_A_DELIVERY) > 0);
        assertThat(tables().count(inactive())).as("nobody sees half of it").isZero();
        herald.killHard();
      }
      assertThat(tables().count(inactive())).isZero();
      assertThat(tables().count(pending())).isOne();
    }

    private String inactive() {
      return "select count(*) from webhook where not active and id = " + leaving.webhookId();
    }

    private String pending() {
      return "select count(*) from delivery where status = 'pending' and webhook_id = "
          + leaving.webhookId();
    }

    private void leaveSomethingOlder() throws IOException {
      if (ServerCommand.mayKeepItsFolder()) {
        assertThat(kept.resolve("config/domain.xml")).content().contains("<application ");
        Files.writeString(kept.resolve("applications/ROOT/older.html"), "older");
      }
    }
  }

  /** SIGTERM with attempts under way. */
  @Nested
  @Order(2)
  class AskedToEnd {

    @Test
    void finishesWhatIsUnderWayAndRepeatsNothing() {
      Company company = Company.create(herald.api(), receiver, "orderly");
      company.addUser(herald.api());
      await().atMost(PATIENCE).until(() -> !company.hasPending(herald.api()));
      receiver.on("/orderly", Answer.status(204).after(Duration.ofSeconds(3)));
      company.addUsers(herald.api(), 2 * IN_FLIGHT);
      receiver.await("/orderly", 1 + IN_FLIGHT);

      Duration took = herald.stop();

      System.out.printf("figures: SIGTERM to the end: %d ms%n", took.toMillis());
      assertThat(took).isLessThan(Duration.ofSeconds(30));
      tables().assertConsistent();
      tables().assertNobodyThereSince(herald.startedAt());
      receiver.on("/orderly", Answer.status(204));
      herald.restart();
      awaitAll(company);
      assertThat(sentTwice(company)).isEmpty();
    }
  }

  private boolean onPostgres() {
    return settings.getOrDefault("herald.db.url", "").startsWith("jdbc:postgresql:");
  }

  private Tables tables() {
    return new Tables(settings);
  }

  /** Users from several threads, each until the server is gone. */
  private List<CompletableFuture<Void>> produceUntilTheEnd(Company company, int threads) {
    Api api = herald.api();
    return IntStream.range(0, threads)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () -> {
                      while (herald.isRunning()) {
                        try {
                          company.addUser(api);
                        } catch (AssertionError e) {
                          return; // no answer, so no promise
                        }
                      }
                    },
                    task -> new Thread(task, "producer").start()))
        .toList();
  }

  private static void awaitAll(Company company) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Company.users(company.received())).containsAll(company.accepted()));
  }

  /**
   * What was sent before the kill, though the receiver may have been slow to notice it: no server
   * sends anything in the first second of its life.
   */
  private List<Received> beforeTheRestart(Company company) {
    Instant restart = herald.startedAt().plusSeconds(1);
    return company.received().stream().filter(request -> request.at().isBefore(restart)).toList();
  }

  private void assertGoesOnSoon(String what, Company company) {
    Instant first =
        company.receivedSince(herald.startedAt().plusSeconds(1)).stream()
            .map(Received::at)
            .min(Instant::compareTo)
            .orElseThrow();
    Duration wait = Duration.between(herald.readyAt(), first);
    System.out.printf("figures: %s: first attempt %d ms after ready%n", what, wait.toMillis());
    assertThat(wait).isLessThan(SOON);
  }

  private static Set<String> sentTwice(Company company) {
    Map<String, Integer> times = new HashMap<>();
    for (Received request : company.received()) {
      times.merge(request.header("webhook-id"), 1, Integer::sum);
    }
    List<String> twice = new ArrayList<>();
    times.forEach(
        (id, count) -> {
          if (count > 1) {
            twice.add(id);
          }
        });
    return Set.copyOf(twice);
  }
}
