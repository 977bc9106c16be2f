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

  static final int RUNS = Integer.getInteger("bench.runs", 3);

  /** A saturated run. */
  static final Duration RUN = Duration.ofSeconds(Integer.getInteger("bench.seconds", 4));

  /** Webhooks with an event type of their own: events of fan-out 1 take turns among them. */
  static final int SINGLE = 20;

  /** Whether to find out where the time goes. */
  static final boolean PROFILED = Boolean.getBoolean("bench.profile");

  /** Of the clients, together. */
  static final int CONNECTIONS = 64;

  private static final Duration QUIET = Duration.ofSeconds(15);

  private final BenchPostgres postgres;
  private final ReceiverProcess receiver;
  private final Map<String, Product> servers = new HashMap<>();
  private final List<Figure> aside = new ArrayList<>();
  private int databases;

  Stage() throws IOException, SQLException {
    Files.createDirectories(FOLDER);
    postgres = BenchPostgres.start(FOLDER.resolve("postgresql"));
    receiver = ReceiverProcess.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::closeQuietly));
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
  Product onPostgres() throws Exception {
    @Nullable Product running = servers.get("postgresql");
    if (running != null) {
      return running;
    }
    databases++;
    Product product = start("postgresql", onPostgres(database()));
    try (Tables tables = tables()) {
      tables.keepPattern();
    }
    return product;
  }

  /** Of {@link #onPostgres()}. */
  String database() {
    return "herald_" + databases;
  }

  /** The same on the embedded default, H2. */
  Product onH2() throws Exception {
    @Nullable Product running = servers.get("h2");
    return running != null ? running : start("h2", Map.of());
  }

  /** The same again after it was killed: with its files. */
  Product onH2Again() throws IOException, InterruptedException {
    Product product =
        Product.withBench(FOLDER.resolve("server-h2"), Map.of(), recording("h2-again"));
    servers.put("h2", product);
    return product;
  }

  /** What all processes take of the cores, from now on. */
  Cores cores(Product... products) throws IOException {
    return new Cores(List.of(products), postgres, receiver);
  }

  /** What warm-ups told since this was last asked. */
  List<Figure> takeAside() {
    List<Figure> taken = List.copyOf(aside);
    aside.clear();
    return taken;
  }

  /** What deliveries in the database of {@link #onPostgres()} cost, from now on. */
  DatabaseCost cost() throws SQLException {
    return new DatabaseCost(postgres.session(database()));
  }

  /** A session in the database of {@link #onPostgres()}. */
  Tables tables() throws SQLException {
    return new Tables(postgres.session(database()));
  }

  private Product start(String name, Map<String, String> settings) throws Exception {
    stopServers(); // one at a time on two cores
    Path folder = FOLDER.resolve("server-" + name);
    Recursively.delete(folder);
    Product product = Product.withBench(folder, settings, recording(name));
    servers.put(name, product);
    product.registerWebhooks(receiver.url(), SINGLE);
    warmUp(name, product);
    return product;
  }

  /** Options of a JVM that is recorded, if one is. */
  static List<String> recording(String name) {
    return PROFILED
        ? List.of(
            "-XX:StartFlightRecording=settings=profile,filename="
                + FOLDER.resolve(name + ".jfr").toAbsolutePath(),
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+DebugNonSafepoints")
        : List.of();
  }

  /** What is measured later, each a little; then single events until they get no faster. */
  private void warmUp(String name, Product product) throws Exception {
    for (Template template :
        List.of(
            Template.nothing(product),
            Template.of(product, "bench.ten"),
            Template.inTurns(product, SINGLE, 100))) {
      load(product, template, Duration.ofSeconds(2));
      settle();
    }
    Template single = Template.inTurns(product, SINGLE, 1);
    aside(
        WarmUp.of(
            name,
            List.of(product),
            (number, duration) -> perSecond(load(product, single, duration))));
  }

  /** Keeps what a warm-up told for the report. */
  void aside(List<Figure> figures) throws InterruptedException {
    aside.addAll(figures);
    settle();
  }

  static double perSecond(Load.Result result) {
    return result.accepted() / result.seconds();
  }

  /** Each connection of many sends again as soon as it has its answer. */
  Load.Result load(Product product, Template template, Duration duration) throws IOException {
    try (Load load = new Load(product.address(), CONNECTIONS, template)) {
      return complete(load.saturate(duration));
    }
  }

  /** A steady pace. */
  Load.Result load(Product product, Template template, double perSecond, Duration duration)
      throws IOException {
    try (Load load = new Load(product.address(), CONNECTIONS, template)) {
      return complete(load.steady(perSecond, duration));
    }
  }

  private static Load.Result complete(Load.Result result) throws IOException {
    if (result.lost() > 0) {
      throw new IOException(result.lost() + " connections were closed by the server");
    }
    return result;
  }

  /** Waits until what was accepted has been delivered, so that no run pays for the one before. */
  void settle() throws InterruptedException {
    receiver.await(Long.MAX_VALUE, Duration.ofMillis(800));
  }

  /** Waits for so many deliveries. */
  ReceiverProcess.Stats delivered(long deliveries) throws InterruptedException {
    return receiver.await(deliveries, QUIET);
  }

  /** For scenarios with servers of their own. */
  void stopServers() {
    servers.values().forEach(Product::close);
    servers.clear();
  }

  /** At an interrupt: nothing that was started may go on. */
  private void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // it was closed
    }
  }

  @Override
  public void close() throws IOException {
    stopServers();
    receiver.close();
    postgres.close();
  }
}
