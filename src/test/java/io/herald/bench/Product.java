package io.herald.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as a process of its own on 127.0.0.1, set up by its environment. */
final class Product implements AutoCloseable {

  static final String ADMIN_TOKEN = "benchmark-admin-token";

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String HEALTH = "/health/ready";

  /** A server without an application answers 404, when it answers. */
  private static final String ANYTHING = "/";

  /** Options of every server's JVM; more of them to try something. */
  private static final List<String> JVM =
      Stream.concat(
              Stream.of("-Xmx1g"),
              Pattern.compile(" +").splitAsStream(System.getProperty("bench.jvm", "")))
          .filter(option -> !option.isEmpty())
          .toList();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final URI address;
  private final long startedAt;
  private final double startSeconds;
  private String organization = "";

  private Product(Process process, URI address, String ready, Path log)
      throws IOException, InterruptedException {
    startedAt = System.nanoTime();
    this.process = process;
    this.address = address;
    awaitReady(ready, log);
    startSeconds = (System.nanoTime() - startedAt) / 1e9;
  }

  /** {@code java -jar herald-micro.jar}, as it is. */
  static Product runnable(Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    return start(folder, HEALTH, environment, List.of(), List.of("-jar", jar("herald-micro.jar")));
  }

  /** The server without our WAR, beside which ours is idle. */
  static Product bare(Path folder) throws IOException, InterruptedException {
    return start(
        folder,
        ANYTHING,
        Map.of(),
        List.of(),
        List.of(
            "-jar",
            jar("payara/payara-micro.jar"),
            "--nocluster",
            "--disablephonehome",
            "--logproperties",
            Path.of("server-config/payara-micro/logging.properties").toAbsolutePath().toString()));
  }

  /**
   * The same WAR with the classes of {@code io.herald.bench.server}, on the same server.
   *
   * @param jvm further options of the JVM
   */
  static Product withBench(Path folder, Map<String, String> environment, List<String> jvm)
      throws IOException, InterruptedException {
    return start(
        folder,
        HEALTH,
        environment,
        jvm,
        List.of(
            "-jar",
            jar("payara/payara-micro.jar"),
            "--deploy",
            BenchWar.make(folder).toString(),
            "--nocluster",
            "--disablephonehome",
            "--logproperties",
            Path.of("server-config/payara-micro/logging.properties").toAbsolutePath().toString()));
  }

  private static Product start(
      Path folder,
      String ready,
      Map<String, String> environment,
      List<String> jvm,
      List<String> jarAndArguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(jvm);
    command.addAll(jarAndArguments);
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--prebootcommandfile", preBoot(folder).toString()));
    Path log = folder.resolve("server.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> settings = builder.environment();
    settings.put("HERALD_ADMIN_TOKEN", ADMIN_TOKEN);
    settings.put("HERALD_SECRET_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    settings.put("HERALD_INSECURE_ALLOW_HTTP", "true");
    settings.put("HERALD_INSECURE_ALLOW_ADDRESSES", "127.0.0.0/8");
    settings.put("HERALD_WEBHOOK_MAX_PER_ORGANIZATION", "20000");
    settings.putAll(environment);
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new Product(process, URI.create("http://127.0.0.1:" + port), ready, log);
  }

  private static String jar(String name) {
    return Path.of("target", name).toAbsolutePath().toString();
  }

  private static Path preBoot(Path folder) throws IOException {
    Path given = Path.of("server-config", "payara-micro");
    return Files.write(
            folder.resolve("pre-boot.txt"),
            List.of(
                Files.readString(given.resolve("pre-boot.txt")),
                Files.readString(given.resolve("loopback.txt")),
                // to try something: asadmin commands, separated by semicolons
                System.getProperty("bench.pre-boot", "").replace(';', '\n')))
        .toAbsolutePath();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(String path, Path log) throws IOException, InterruptedException {
    HttpRequest ready =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        int status = client.send(ready, BodyHandlers.discarding()).statusCode();
        if (status == 200 || path.equals(ANYTHING)) {
          return;
        }
      } catch (IOException e) {
        // not listening yet, or busy with its start
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("not ready within " + PATIENCE + ", see " + log);
  }

  URI address() {
    return address;
  }

  /** From the start of the process until {@code /health/ready} answers 200. */
  double startSeconds() {
    return startSeconds;
  }

  /** Since the start of the process. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Processor time since the start. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * What of it the JIT compiler took, where the system tells (Linux); a server is young for long.
   */
  Duration compilerCpu() throws IOException {
    Path threads = Path.of("/proc", String.valueOf(process.pid()), "task");
    if (!Files.exists(threads)) {
      return Duration.ZERO;
    }
    long ticks = 0;
    try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
      for (Path thread : each) {
        String stat = stat(thread);
        int end = stat.lastIndexOf(')');
        if (stat.contains("CompilerThre")) {
          List<String> fields = List.of(stat.substring(end + 2).split(" ", -1));
          ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        }
      }
    }
    return Duration.ofMillis(10 * ticks); // a tick is a hundredth of a second
  }

  /** Empty where the thread has just ended. */
  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"));
    } catch (IOException e) {
      return "";
    }
  }

  /** Resident memory, where the system tells (Linux). */
  Optional<Double> residentMegabytes() throws IOException {
    return status("VmRSS:").map(kilobytes -> kilobytes / 1024.0);
  }

  Optional<Long> threads() throws IOException {
    return status("Threads:");
  }

  private Optional<Long> status(String name) throws IOException {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.valueOf(line.replaceAll("\\D+", "")))
        .findFirst();
  }

  long pid() {
    return process.pid();
  }

  /** The organization of the token, for events. */
  String organization() {
    return organization;
  }

  /** Registers webhooks for the scenarios: 20 of one event type each, then 10 and 100 of one. */
  void registerWebhooks(URI receiver, int single) throws IOException, InterruptedException {
    learnOrganization();
    for (int i = 0; i < single; i++) {
      register(receiver, "bench.one.%02d".formatted(i));
    }
    register(receiver, "bench.ten", 10);
    register(receiver, "bench.hundred", 100);
  }

  /** Asks whose token it is, for events. */
  void learnOrganization() throws IOException, InterruptedException {
    organization = json(call("GET", "/v1/me", "")).getString("organizationId");
  }

  /** Registers several webhooks; returns their ids. */
  List<Long> register(URI receiver, String type, int count)
      throws IOException, InterruptedException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(register(receiver, type));
    }
    return ids;
  }

  /** Registers a webhook; returns its id. */
  long register(URI receiver, String type) throws IOException, InterruptedException {
    String registered =
        call(
            "POST",
            "/v1/webhooks",
            "{\"callbackUrl\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(receiver, type));
    return json(registered).getJsonNumber("id").longValueExact();
  }

  void delete(Collection<Long> webhooks) throws IOException, InterruptedException {
    for (long webhook : webhooks) {
      call("DELETE", "/v1/webhooks/" + webhook, "");
    }
  }

  /** Sends an event, with the time at which it was to be sent. */
  void send(String type, long now) throws IOException, InterruptedException {
    call(
        "POST",
        "/v1/events",
        "{\"type\":\"%s\",\"organizationId\":\"%s\",\"data\":{\"at\":%d,\"pad\":\"%s\"}}"
            .formatted(type, organization, Tally.EPOCH + now, "x".repeat(Template.PAD)));
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** Makes a call as the administrator; returns the body of a 2xx answer. */
  String call(String method, String path, String json) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return response.body();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** As {@code kill}. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(40, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    } catch (ExecutionException | TimeoutException e) {
      kill();
    }
  }
}
