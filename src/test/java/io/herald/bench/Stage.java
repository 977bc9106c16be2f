package io.herald.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What scenarios play on: database, receiver, and servers that are started when first needed. */
final class Stage implements AutoCloseable {

  static final Path FOLDER = Path.of("target", "bench");

  /** Webhooks with an event type of their own: events of fan-out 1 take turns among them. */
  static final int SINGLE = 20;

  /** Whether to find out where the time goes. */
  static final boolean PROFILED = Boolean.getBoolean("bench.profile");

  private static final int CONNECTIONS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm", 60));
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final BenchPostgres postgres;
  private final ReceiverProcess receiver;
  private final Map<String, Product> servers = new HashMap<>();

  Stage() throws IOException, SQLException {
    Files.createDirectories(FOLDER);
    postgres = BenchPostgres.start(FOLDER.resolve("postgresql"));
    receiver = ReceiverProcess.start();
  }

  BenchPostgres postgres() {
    return postgres;
  }

  ReceiverProcess receiver() {
    return receiver;
  }

  static void say(String text) {
    System.out.printf("%tT  %s%n", System.currentTimeMillis(), text);
  }

  /** The settings of a server on an empty PostgreSQL database. */
  Map<String, String> onPostgres(String database) throws SQLException {
    return Map.of("HERALD_DB_URL", postgres.createDatabase(database), "HERALD_DB_USER", "postgres");
  }

  /** The server of most scenarios, warm. */
  Product onPostgres() throws IOException, SQLException, InterruptedException {
    @Nullable Product running = servers.get("postgresql");
    return running != null ? running : start("postgresql", onPostgres("herald"));
  }

  /** The same on the embedded default, H2. */
  Product onH2() throws IOException, InterruptedException {
    @Nullable Product running = servers.get("h2");
    return running != null ? running : start("h2", Map.of());
  }

  private Product start(String name, Map<String, String> settings)
      throws IOException, InterruptedException {
    stopServers(); // one at a time on two cores
    Path folder = FOLDER.resolve("server-" + name);
    Recursively.delete(folder);
    List<String> jvm = new ArrayList<>();
    if (PROFILED) {
      jvm.add(
          "-XX:StartFlightRecording=settings=profile,filename="
              + FOLDER.resolve(name + ".jfr").toAbsolutePath());
      jvm.add("-XX:+UnlockDiagnosticVMOptions");
      jvm.add("-XX:+DebugNonSafepoints");
    }
    Product product = Product.withBench(folder, settings, jvm);
    servers.put(name, product);
    product.registerWebhooks(receiver.url(), SINGLE);
    warmUp(product);
    return product;
  }

  private void warmUp(Product product) throws IOException, InterruptedException {
    say("warming up for " + WARM_UP.toSeconds() + " s");
    for (Template template :
        List.of(
            Template.nothing(product),
            Template.inTurns(product, SINGLE, 1),
            Template.inTurns(product, SINGLE, 1),
            Template.of(product, "bench.ten"),
            Template.inTurns(product, SINGLE, 1))) {
      load(product, template, WARM_UP.dividedBy(5));
    }
    settle();
  }

  /** Each connection of many sends again as soon as it has its answer. */
  Load.Result load(Product product, Template template, Duration duration) throws IOException {
    try (Load load = new Load(product.address(), CONNECTIONS, template)) {
      return load.saturate(duration);
    }
  }

  /** A steady pace. */
  Load.Result load(Product product, Template template, double perSecond, Duration duration)
      throws IOException {
    try (Load load = new Load(product.address(), CONNECTIONS, template)) {
      return load.steady(perSecond, duration);
    }
  }

  /** Waits until what was accepted has been delivered, so that no run pays for the one before. */
  void settle() throws InterruptedException {
    receiver.await(Long.MAX_VALUE, Duration.ofMillis(1500));
  }

  /** Waits for so many deliveries. */
  ReceiverProcess.Stats delivered(long deliveries) throws InterruptedException {
    return receiver.await(deliveries, QUIET);
  }

  private void stopServers() {
    servers.values().forEach(Product::close);
    servers.clear();
  }

  @Override
  public void close() throws IOException {
    stopServers();
    receiver.close();
    postgres.close();
  }
}
