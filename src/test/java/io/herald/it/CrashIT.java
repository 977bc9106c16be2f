package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import java.net.URI;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was accepted is delivered, however the server ended. One server, killed and started again by
 * each test; a test finds it running and may leave it as it likes.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CrashIT {

  /** What is promised are 5 s; a machine that runs other things too is given more. */
  private static final Duration SOON = Duration.ofSeconds(15);

  /** Attempts in flight for one webhook, by default. */
  private static final int IN_FLIGHT = 20;

  private final RecordingReceiver receiver = RecordingReceiver.start();
  private final Map<String, String> settings = new HashMap<>();
  private HeraldProcess herald;

  @BeforeAll
  void start(@TempDir Path folder) {
    settings.putAll(TestServers.settingsWithNewDatabase());
    settings.put("herald.delivery.retry-schedule", "PT2S,PT2S,PT5S,PT10S");
    herald = HeraldProcess.start(settings, folder);
  }

  @BeforeEach
  void running() {
    if (!herald.isRunning()) {
      herald.restart();
    }
  }

  @AfterAll
  void close() {
    herald.close();
    receiver.close();
  }

  @Test
  void deliversAfterACrashWhatNobodyCouldTakeBefore() {
    receiver.on("/unheard", Answer.hang());
    Company company = Company.create(herald.api(), receiver, "unheard");
    int closed = TestServers.freePort();
    company.addWebhook(herald.api(), URI.create("http://127.0.0.1:" + closed + "/down"));
    company.addUsers(herald.api(), 3 * IN_FLIGHT);

    herald.killHard();
    receiver.on("/unheard", Answer.status(204));
    try (RecordingReceiver back = RecordingReceiver.startOn(closed)) {
      herald.restart();

      awaitAll(company);
      assertGoesOnSoon("crash before delivery", company);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(Company.users(back.requests("/down"))).isEqualTo(company.accepted()));
    }
  }

  @Test
  void repeatsNothingButWhatWasInFlight() {
    receiver.on("/slow", Answer.status(204).after(Duration.ofSeconds(10)));
    Company company = Company.create(herald.api(), receiver, "slow");
    company.addUsers(herald.api(), 2 * IN_FLIGHT);
    receiver.await("/slow", IN_FLIGHT);

    herald.killHard();
    Set<String> inFlight = Company.messages(company.received());
    receiver.on("/slow", Answer.status(200));
    herald.restart();

    awaitAll(company);
    assertGoesOnSoon("crash during attempts", company);
    assertThat(company.received()).hasSize(company.accepted().size() + inFlight.size());
    assertThat(sentTwice(company)).isEqualTo(inFlight).hasSize(IN_FLIGHT);
    assertThat(Company.messages(company.received())).hasSameSizeAs(company.accepted());
  }

  @Test
  void losesNothingOfAStream() {
    receiver.on("/stream", Answer.status(204).after(Duration.ofMillis(50)));
    Company company = Company.create(herald.api(), receiver, "stream");
    List<CompletableFuture<Void>> producers = produceUntilTheEnd(company, 4);
    await().atMost(Duration.ofSeconds(60)).until(() -> company.accepted().size() > 300);

    herald.killHard();
    producers.forEach(CompletableFuture::join);
    Set<String> before = Company.messages(company.received());
    herald.restart();

    awaitAll(company);
    await().atMost(SOON).until(() -> !company.hasPending(herald.api()));
    Set<String> twice = sentTwice(company);
    assertThat(before).containsAll(twice);
    assertThat(twice).hasSizeLessThanOrEqualTo(IN_FLIGHT + 500); // in flight, or not yet settled
    System.out.printf(
        "figures: crash under a stream: %d accepted, %d sent twice%n",
        company.accepted().size(), twice.size());
    herald.stop();
    tables().assertConsistent();
    tables().assertNobodyThereSince(herald.startedAt());
  }

  /** Herald has deactivated the webhook and waits for the delivery's row, which is locked. */
  @Test
  void a410ThatACrashInterruptsChangesNothing() throws SQLException {
    assumeTrue(settings.getOrDefault("herald.db.url", "").startsWith("jdbc:postgresql:"));
    receiver.on("/leaving", Answer.status(410).after(Duration.ofSeconds(2)));
    Company company = Company.create(herald.api(), receiver, "leaving");
    company.addUser(herald.api());
    receiver.await("/leaving", 1);
    String inactive = "select count(*) from webhook where not active";
    String pending = "select count(*) from delivery where status = 'pending'";
    assertThat(tables().count(pending)).isOne();

    try (Connection locked = tables().connection();
        Statement statement = locked.createStatement()) {
      locked.setAutoCommit(false);
      statement.execute("select id from delivery where status = 'pending' for update");
      await()
          .atMost(SOON)
          .until(
              () ->
                  tables()
                          .count(
                              """
                              select count(*) from pg_stat_activity
                              where wait_event_type = 'Lock' and query like 'update delivery %'\
                              """)
                      == 1);
      assertThat(tables().count(inactive)).as("nobody sees half of it").isZero();
      herald.killHard();
    }
    assertThat(tables().count(inactive)).isZero();
    assertThat(tables().count(pending)).isOne();

    herald.restart();

    await().atMost(SOON).until(() -> tables().count(pending) == 0);
    assertThat(tables().count(inactive)).isOne();
    assertThat(tables().count("select count(*) from delivery where status = 'cancelled'")).isOne();
  }

  @Test
  void endsInOrderWhenAsked() {
    Company company = Company.create(herald.api(), receiver, "orderly");
    company.addUser(herald.api());
    await().atMost(SOON).until(() -> !company.hasPending(herald.api()));
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
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(Company.users(company.received())).containsAll(company.accepted()));
  }

  private void assertGoesOnSoon(String what, Company company) {
    Instant first =
        company.receivedSince(herald.readyAt().minusSeconds(5)).stream()
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
