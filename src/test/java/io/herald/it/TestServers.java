package io.herald.it;

import io.herald.testing.FreePorts;
import io.herald.testing.TestCertificates;
import io.herald.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Before Arquillian reads its configuration: starts PostgreSQL where the build asks for it ({@code
 * -Dit.db=postgresql}), and sets the system properties that {@code arquillian.xml} names. Does
 * nothing in a run without {@code it.db}, which is any but failsafe's.
 */
public class TestServers implements LauncherSessionListener {

  /** The first administrator's token of every server under test. */
  public static final String ADMIN_TOKEN = "integration-test-admin-token";

  /** Pages of this origin may call every server under test. */
  static final String ALLOWED_ORIGIN = "https://portal.example.com";

  private static final Path WORK = Path.of("target", "it");

  private static final Path AUTHORITY = WORK.resolve("authority.pem");

  private static Optional<TestServers> current = Optional.empty();

  private @Nullable TestPostgres postgres;
  private @Nullable TestCertificates certificates;
  private int databases;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String kind = System.getProperty("it.db");
    if (kind == null) {
      return;
    }
    // servers close a kept connection after 30 s: nobody may be writing into it just then
    System.setProperty("jdk.httpclient.keepalive.timeout", "15");
    try {
      Files.createDirectories(WORK);
      certificates = certificates();
      Files.writeString(AUTHORITY, certificates.authorityAsPem());
      if ("wildfly".equals(System.getProperty("arquillian.launch"))) {
        ProvisionedWildFly.putAside(Path.of(System.getProperty("wildfly.home")));
      }
      postgres = kind.equals("postgresql") ? TestPostgres.start() : null;
      Map<String, String> settings = settings(newDatabase());
      System.setProperty("it.jvm.args", asArguments(settings));
      System.setProperty("it.pre-boot", preBoot().toString());
      int offset = freeOffset();
      System.setProperty("it.port.offset", String.valueOf(offset));
      System.setProperty("it.management.port", String.valueOf(9990 + offset));
      current = Optional.of(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("no certificates", e);
    }
  }

  private static TestCertificates certificates() throws Exception {
    return new TestCertificates(Files.createTempDirectory(WORK, "certificates"));
  }

  /** Those of the authority that every server under test trusts as far as receivers go. */
  static TestCertificates receiversCertificates() {
    return Objects.requireNonNull(current.orElseThrow().certificates);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (postgres != null) {
      postgres.close();
    }
  }

  /** The settings of a server with an empty database of its own, of the kind of this run. */
  static Map<String, String> settingsWithNewDatabase() {
    return settings(current.orElseThrow().newDatabase());
  }

  private synchronized Map<String, String> newDatabase() {
    String name = "herald_" + ++databases;
    if (postgres != null) {
      return Map.of("herald.db.url", postgres.createDatabase(name), "herald.db.user", "postgres");
    }
    Path file = WORK.resolve("h2-" + ProcessHandle.current().pid()).resolve(name).toAbsolutePath();
    String url = "jdbc:h2:file:" + file + ";LOCK_TIMEOUT=60000"; // H2's own are two seconds
    return Map.of("herald.db.url", url);
  }

  private static Map<String, String> settings(Map<String, String> database) {
    Map<String, String> settings = new LinkedHashMap<>(database);
    settings.put("herald.admin-token", ADMIN_TOKEN);
    settings.put("herald.secret-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    settings.put("herald.console.tour", "true");
    settings.put("herald.insecure.allow-http", "true");
    settings.put("herald.insecure.allow-addresses", "127.0.0.0/8,::1/128");
    settings.put("herald.cors.allowed-origins", ALLOWED_ORIGIN);
    settings.put("herald.egress.trust-store", AUTHORITY.toAbsolutePath().toString());
    return settings;
  }

  private static String asArguments(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "-D" + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  /** What operators are given, and listening on this machine alone. */
  static Path preBoot() {
    return PreBoot.FILE;
  }

  /** Written once: servers read it while others start. */
  private static final class PreBoot {

    static final Path FILE = write();

    private static Path write() {
      Path folder = Path.of("server-config", "payara-micro");
      try {
        return Files.write(
                Files.createDirectories(WORK).resolve("pre-boot.txt"),
                List.of(
                    Files.readString(folder.resolve("pre-boot.txt")),
                    Files.readString(folder.resolve("loopback.txt"))))
            .toAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static int freeOffset() {
    for (int tries = 0; tries < 100; tries++) {
      int offset = ThreadLocalRandom.current().nextInt(FreePorts.END - 8000, 22_000);
      if (IntStream.of(8080, 8443, 9990).allMatch(port -> FreePorts.isFree(port + offset))) {
        return offset;
      }
    }
    throw new IllegalStateException("no free ports");
  }
}
