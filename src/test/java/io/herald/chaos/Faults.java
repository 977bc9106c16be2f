package io.herald.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** What happens to servers and databases. */
final class Faults {

  private static final Duration SIGTERM = Duration.ofSeconds(30);

  private Faults() {}

  /** {@code kill -9} of the server at a random moment, and a start as a supervisor would do it. */
  static Fault serverKilled(int number) {
    return new Fault(
        "server killed, %d".formatted(number),
        site -> {
          pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 2500)));
          site.herald().killHard();
          return restarted(site);
        });
  }

  static Fault outOfMemory() {
    return new Fault(
        "out of memory",
        site -> {
          OutOfMemory.provoke(site.herald().process().pid(), site.folder());
          if (!site.herald().process().waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the server goes on");
          }
          return "exit status %d; ".formatted(site.herald().process().exitValue())
              + restarted(site);
        });
  }

  static Fault serverStopped() {
    return new Fault(
        "SIGTERM",
        site -> {
          Duration took = site.herald().stop();
          if (took.compareTo(SIGTERM) > 0) {
            throw new AssertionError("SIGTERM took " + took);
          }
          return "ended after %.1f s; ".formatted(took.toMillis() / 1000.0) + restarted(site);
        });
  }

  /** Nobody has touched the tables since the server died, until it is started again. */
  private static String restarted(Site site) throws IOException {
    site.readTablesOfTheDead();
    site.over();
    site.herald().restart();
    return "ready %.1f s after its start"
        .formatted(
            Duration.between(site.herald().startedAt(), site.herald().readyAt()).toMillis()
                / 1000.0);
  }

  static Fault databaseKilled(int number) {
    return new Fault(
        "database killed, %d".formatted(number),
        site -> {
          pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 2500)));
          site.readTables();
          site.postgres().killHard();
          site.postgres().restart();
          site.readTables();
          return "";
        });
  }

  static Fault databaseStopped(Duration time) {
    return new Fault(
        "database away for %d s".formatted(time.toSeconds()),
        site -> {
          site.readTables();
          site.postgres().stop();
          pause(time);
          site.postgres().restart();
          site.readTables();
          return "";
        });
  }

  /** Somebody locks the tables: whoever writes waits, and holds a connection meanwhile. */
  static Fault poolExhausted(Duration time) {
    return new Fault(
        "all connections taken for %d s".formatted(time.toSeconds()),
        site -> {
          try (Connection connection = site.postgres().connect("herald");
              Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table message in access exclusive mode");
            pause(time);
            connection.rollback();
          }
          return "";
        });
  }

  /** The last free bytes are taken, for a while. */
  static Fault diskFull(Path disk, Duration time) {
    return new Fault(
        "disk full for %d s".formatted(time.toSeconds()),
        site -> {
          site.readTables();
          Path ballast = disk.resolve("ballast");
          long end = System.nanoTime() + time.toNanos();
          while (System.nanoTime() < end) {
            fill(ballast, disk); // what the database gives back is taken as well
            pause(Duration.ofMillis(500));
          }
          Files.delete(ballast);
          String revived = site.reviveDatabase();
          site.readTables();
          return revived;
        });
  }

  private static void fill(Path ballast, Path disk) throws IOException {
    FileStore store = Files.getFileStore(disk);
    byte[] block = new byte[4096];
    try (OutputStream out =
        Files.newOutputStream(
            ballast,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      while (store.getUsableSpace() >= block.length) {
        out.write(block);
      }
    } catch (IOException e) {
      // full, which is what was wanted
    }
  }

  /** The clock of the server's machine, by {@code libfaketime}; the database's stays right. */
  static Fault clockJumps(ShiftedClock clock, Duration by) {
    return new Fault(
        "clock jumps by %+d min".formatted(by.toMinutes()),
        site -> {
          clock.shift(by);
          pause(Duration.ofSeconds(3)); // read once a second
          return "";
        });
  }

  private static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
