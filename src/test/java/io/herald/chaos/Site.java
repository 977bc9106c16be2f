package io.herald.chaos;

import io.herald.it.Api;
import io.herald.it.HeraldProcess;
import io.herald.it.ServerCommand;
import io.herald.it.Tables;
import io.herald.it.TestServers;
import io.herald.testing.FreePorts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One server under load, with its database and its receiver, and the account of it all. */
final class Site implements AutoCloseable {

  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("chaos.patience", 120));

  /** How many there are; each has one request under way. */
  static final int PRODUCERS = 8;

  private static final Duration NORMAL_LAG = Duration.ofSeconds(2);

  /** Where the tables cannot be read: what arrived this long before a fault is settled. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(2);

  /** How long repetitions are waited for after things are normal. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(2);

  private final String name;
  private final Path folder;
  private final @Nullable ChaosPostgres postgres;
  private final Path h2File;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Ledger ledger = new Ledger();
  private final Timeline timeline = new Timeline(ledger);
  private final ChaosReceiver receiver = new ChaosReceiver(ledger);
  private final List<Observation> observations = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Deque<Closeable> running = new ArrayDeque<>();
  private HeraldProcess herald;
  private Producers producers;
  private final Set<String> inHand = new HashSet<>();
  private volatile Instant overAt = Instant.EPOCH;

  @SuppressWarnings("NullAway") // open() comes first
  private Site(String name, Path folder, @Nullable ChaosPostgres postgres, Path h2File, String url)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.postgres = postgres;
    this.h2File = h2File;
    if (postgres != null) {
      running.push(postgres::close);
    }
    running.push(timeline::close);
    running.push(receiver::close);
    settings.put("herald.db.url", url);
    if (postgres != null) {
      settings.put("herald.db.user", "postgres");
    }
    settings.put("herald.admin-token", TestServers.ADMIN_TOKEN);
    settings.put("herald.secret-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    settings.put("herald.insecure.allow-http", "true");
    settings.put("herald.insecure.allow-addresses", "127.0.0.0/8");
  }

  /** With a PostgreSQL of its own, whose files are in {@code data}. */
  static Site onPostgres(String name, Path folder, Path data) throws IOException, SQLException {
    ChaosPostgres postgres = ChaosPostgres.start(data, FreePorts.next());
    return new Site(name, Files.createDirectories(folder), postgres, data, postgres.url());
  }

  /** With the embedded database, whose files are in {@code data}. */
  static Site onH2(String name, Path folder, Path data) throws IOException {
    Path file = data.toAbsolutePath().resolve("herald");
    return new Site(name, Files.createDirectories(folder), null, file, "jdbc:h2:file:" + file);
  }

  /** Starts the server and the load. */
  Site open(ServerCommand command, int perSecond) {
    herald = HeraldProcess.start(command, settings, folder);
    running.push(herald::close);
    Api api = herald.api();
    String organization =
        api.post("/v1/organizations", "{\"name\":\"chaos\"}").expect(201).json().getString("id");
    api.post(
            "/v1/webhooks",
            "{\"name\":\"chaos\",\"callbackUrl\":\"%s\",\"organizationId\":\"%s\",\"eventTypes\":[\"chaos.event\",\"sync.user\"]}"
                .formatted(receiver.url(), organization))
        .expect(200);
    producers = new Producers(ledger, api, organization).start(PRODUCERS, perSecond);
    running.push(producers::close);
    await("the first events", () -> ledger.arrived() > perSecond, PATIENCE);
    return this;
  }

  String name() {
    return name;
  }

  Path folder() {
    return folder;
  }

  HeraldProcess herald() {
    return herald;
  }

  ChaosPostgres postgres() {
    if (postgres == null) {
      throw new IllegalStateException("no PostgreSQL here");
    }
    return postgres;
  }

  Ledger ledger() {
    return ledger;
  }

  Timeline timeline() {
    return timeline;
  }

  List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** What must not have been; empty is good. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets it happen, and watches until things are normal again. */
  Observation observe(Fault fault) {
    Instant from = Instant.now();
    inHand.clear();
    long refused = producers.refused();
    var unused = producers.longest();
    String remark;
    try {
      remark = fault.happening().happen(this);
    } catch (Exception | AssertionError e) {
      remark = "failed: " + e;
    }
    ledger.lostHoldOf(inHand);
    long refusedMeanwhile = producers.refused();
    Instant over = overAt.isAfter(from) ? overAt : Instant.now();
    Optional<Instant> normal =
        awaitQuietly(() -> isNormalSince(over), PATIENCE)
            ? Optional.of(Instant.now())
            : Optional.empty();
    awaitQuietly(() -> false, AFTERWARDS);
    Instant to = Instant.now();
    Map<String, Integer> failed =
        postgres == null ? Map.of() : ServerTables.at(settings).failedAttempts();
    Collection<String> unexplained = ledger.unexplainedBetween(from, to, failed);
    Observation observation =
        new Observation(
            fault.name(),
            from,
            over,
            normal,
            ledger.acceptedBetween(from, to),
            ledger.arrivedBetween(from, to),
            producers.refused() - refused,
            producers.refused() - refusedMeanwhile,
            producers.longest(),
            ledger.repeatedBetween(from, to),
            inHand.size(),
            unexplained.size(),
            remark);
    observations.add(observation);
    if (!observation.isGood() || remark.startsWith("failed")) {
      failures.add(
          "%s: %s; last accepted at %s; %d have not arrived"
              .formatted(name, observation, ledger.lastAccepted(), ledger.outstanding().size()));
    }
    if (normal.isEmpty()) {
      System.out.println("waiting for " + ledger.outstanding());
    }
    if (!unexplained.isEmpty()) {
      System.out.println("again without reason " + unexplained);
    }
    System.out.printf(
        "%s: %s: %.1f s, normal after %.1f s; accepted %d, refused %d (%d afterwards), longest request %.1f s, again %d of %d in flight (%d not in flight) %s%n",
        name,
        observation.fault(),
        observation.faultSeconds(),
        observation.secondsUntilNormal(),
        observation.accepted(),
        observation.refused(),
        observation.refusedAfterwards(),
        observation.longest().toMillis() / 1000.0,
        observation.repeated(),
        observation.inFlight(),
        observation.repeatedNotInFlight(),
        remark);
    return observation;
  }

  /** Said by a fault when its cause is gone before it returns. */
  void over() {
    overAt = Instant.now();
  }

  /** The server has died: what it had in hand now may arrive again. */
  void readTablesOfTheDead() throws IOException {
    if (postgres == null) {
      Path copy = folder.resolve("of-the-dead");
      inHand.addAll(ServerTables.ofCopy(h2File, copy, settings).inHand());
    } else {
      ServerTables tables = ServerTables.at(settings);
      tables.awaitLastStatements();
      inHand.addAll(tables.inHand());
    }
  }

  /** The server lives, and its database is or was away: what it has in hand may arrive again. */
  void readTables() {
    if (postgres == null) { // the server alone may open the file
      inHand.addAll(ledger.arrivedSince(Instant.now().minus(SETTLED_WITHIN)));
    } else {
      inHand.addAll(ServerTables.at(settings).inHand());
    }
  }

  /** A database that ended because of a fault is started by its supervisor, as everywhere. */
  String reviveDatabase() throws IOException {
    if (postgres == null || awaitQuietly(postgres::answers, Duration.ofSeconds(10))) {
      return "";
    }
    postgres.stop();
    postgres.restart();
    return "the database had ended and was started again";
  }

  private boolean isNormalSince(Instant over) {
    return ledger.lastAccepted().isAfter(over) && ledger.lag().compareTo(NORMAL_LAG) < 0;
  }

  /** Ends the load; everything that was promised must arrive, and the tables must agree. */
  void settleAccounts() {
    producers.close();
    if (!awaitQuietly(() -> ledger.outstanding().isEmpty(), PATIENCE)) {
      failures.add(name + ": lost, or still pending: " + ledger.outstanding());
    }
    awaitQuietly(() -> false, AFTERWARDS); // the last outcomes are settled
    if (postgres == null) {
      herald.stop(); // it has the file to itself
    }
    try {
      new Tables(settings).assertConsistent();
    } catch (AssertionError | RuntimeException e) {
      failures.add(name + ": " + e.getMessage());
    }
    System.out.printf(
        "%s: accepted %d, arrived %d, lost %d%n",
        name, ledger.accepted(), ledger.arrived(), ledger.outstanding().size());
  }

  /** Waits for it. */
  static void await(String what, BooleanSupplier condition, Duration atMost) {
    if (!awaitQuietly(condition, atMost)) {
      throw new AssertionError("not within " + atMost + ": " + what);
    }
  }

  private static boolean awaitQuietly(BooleanSupplier condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (condition.getAsBoolean()) {
          return true;
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Also where it never came to be as a whole. */
  @Override
  public void close() throws IOException {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }
}
