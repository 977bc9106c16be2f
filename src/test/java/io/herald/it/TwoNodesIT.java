package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.testing.Answer;
import io.herald.testing.Received;
import io.herald.testing.RecordingReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: both work, neither repeats the other, and one takes over from one. */
@BesideOthers
@EnabledIfSystemProperty(named = "it.db", matches = "postgresql")
class TwoNodesIT {

  private static final Duration TAKE_OVER = Duration.ofSeconds(60);

  private final RecordingReceiver receiver = RecordingReceiver.start();

  @Test
  void theOtherTakesOver(@TempDir Path folder) throws Exception {
    Map<String, String> settings = TestServers.settingsWithNewDatabase();
    settings.put("herald.delivery.timeout", "PT30S"); // what hangs does so until its node has gone
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    try (receiver;
        HeraldProcess first = HeraldProcess.start(settings, one);
        HeraldProcess second = HeraldProcess.start(settings, two)) {
      receiver.on("/both", Answer.status(204).after(Duration.ofMillis(200)));
      Company company = Company.create(first.api(), receiver, "both");
      bothAtOnce(company, first.api(), second.api(), 60);
      await()
          .atMost(TAKE_OVER)
          .untilAsserted(
              () -> assertThat(Company.users(company.received())).isEqualTo(company.accepted()));
      assertThat(Company.attempts(company.received())).doesNotHaveDuplicates();

      whatAPausedNodeHadIsSettledByTheOther(company, settings, first, second);

      receiver.on("/both", Answer.hang());
      Instant before = Instant.now();
      company.addUsers(first.api(), 30); // 20 go on their way, 10 wait
      await().until(() -> company.receivedSince(before).size() >= 20);
      first.killHard();
      Instant death = Instant.now();
      Set<String> inFlight = Company.messages(company.receivedSince(before));
      receiver.on("/both", Answer.status(204));

      await()
          .atMost(TAKE_OVER)
          .untilAsserted(
              () ->
                  assertThat(Company.users(company.receivedSince(death)))
                      .hasSize(30)
                      .isSubsetOf(company.accepted()));
      List<Received> taken = company.receivedSince(death);
      assertThat(Company.messages(taken)).containsAll(inFlight);
      assertThat(Company.attempts(taken)).doesNotHaveDuplicates();
      System.out.printf(
          "figures: take-over: first attempt %d ms after the death, all 30 %d ms%n",
          Duration.between(death, taken.get(0).at()).toMillis(),
          Duration.between(death, taken.get(taken.size() - 1).at()).toMillis());
      await().atMost(TAKE_OVER).until(() -> !company.hasPending(second.api()));
      new Tables(settings).assertConsistent();
    }
  }

  /** Asleep for longer than its lease, the first one awakes to answers that it may not settle. */
  private void whatAPausedNodeHadIsSettledByTheOther(
      Company company, Map<String, String> settings, HeraldProcess first, HeraldProcess second) {
    Tables tables = new Tables(settings);
    CountDownLatch asleep = new CountDownLatch(1);
    receiver.on("/both", Answer.status(500).when(asleep));
    Instant before = Instant.now();
    company.addUsers(first.api(), 5);
    await().until(() -> company.receivedSince(before).size() >= 5);

    first.pause();
    asleep.countDown();
    receiver.on("/both", Answer.status(204));
    await().atMost(TAKE_OVER).until(() -> !company.hasPending(second.api()));
    first.resume();

    await().atMost(TAKE_OVER).until(() -> tables.count("select count(*) from node") == 2);
    company.addUser(first.api());
    await().atMost(TAKE_OVER).until(() -> !company.hasPending(second.api()));
    tables.assertConsistent();
    assertThat(
            tables.count(
                "select count(*) from attempt where http_status is null or http_status <> 204"))
        .as("attempts settled by a node that had lost them")
        .isZero();
  }

  private static void bothAtOnce(Company company, Api first, Api second, int each) {
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(() -> company.addUsers(second, each));
    company.addUsers(first, each);
    other.join();
  }
}
