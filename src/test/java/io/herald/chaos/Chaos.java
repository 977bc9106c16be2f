package io.herald.chaos;

import io.herald.bench.Machine;
import io.herald.it.ServerCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The long form: {@code ./mvnw -Pchaos verify} writes {@code target/chaos/report.html}, and fails
 * where something was lost, repeated without reason, inconsistent, or did not heal.
 *
 * <p>{@code -Dchaos=kills,h2-kills} runs some parts alone; {@code -Dchaos.kills} and {@code
 * -Dchaos.h2-kills} say how many.
 */
public final class Chaos {

  private static final Path TARGET = Path.of("target", "chaos");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DISK_FULL = Duration.ofSeconds(20);

  private final List<String> chosen = List.of(System.getProperty("chaos", "").split(",", -1));
  private final ChaosReport report = new ChaosReport(Machine.facts("of the build"));
  private final Path work;

  private Chaos() throws Exception {
    work = Files.createTempDirectory(Files.createDirectories(TARGET), "run-").toAbsolutePath();
  }

  public static void main(String... arguments) throws Exception {
    Logger.getLogger("io.zonky").setLevel(Level.OFF); // it complains that what was killed is dead
    Chaos chaos = new Chaos();
    chaos.run("outages", chaos::outages);
    chaos.run("clock", chaos::clock);
    chaos.run("disk", chaos::disk);
    chaos.run("h2-disk", chaos::h2Disk);
    chaos.run("kills", chaos::kills);
    chaos.run("h2-kills", chaos::h2Kills);
    chaos.report.failures().forEach(System.err::println);
    System.out.println("report: " + TARGET.resolve("report.html"));
    System.exit(chaos.report.failures().isEmpty() ? 0 : 1);
  }

  /** Opens a site and returns the faults that it is to live through. */
  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  private void run(String name, Part part) throws Exception {
    if (chosen.contains("") || chosen.contains(name)) {
      System.out.println("== " + name);
      try {
        part.run();
      } catch (Exception | AssertionError e) {
        e.printStackTrace();
        report.failed(name, e);
      }
      report.write(TARGET); // after each part: a long run may be cut short
    }
  }

  private void outages() throws Exception {
    try (Site site = postgres("outages")) {
      through(
          site,
          List.of(
              Faults.databaseStopped(Duration.ofSeconds(30)),
              Faults.poolExhausted(Duration.ofSeconds(15)),
              Faults.databaseKilled(1),
              Faults.databaseKilled(2),
              Faults.databaseKilled(3),
              Faults.outOfMemory(),
              Faults.serverStopped()));
    }
  }

  private void kills() throws Exception {
    try (Site site = postgres("kill -9 on PostgreSQL")) {
      through(site, serverKills(Integer.getInteger("chaos.kills", 100)));
    }
  }

  private void h2Kills() throws Exception {
    try (Site site = Site.onH2("kill -9 on H2", work.resolve("h2"), work.resolve("h2-data"))) {
      site.open(supervised(), perSecond());
      List<Fault> faults = new ArrayList<>(serverKills(Integer.getInteger("chaos.h2-kills", 20)));
      faults.add(Faults.outOfMemory());
      faults.add(Faults.serverStopped());
      through(site, faults);
    }
  }

  private void clock() throws Exception {
    Optional<ShiftedClock> clock = ShiftedClock.in(work);
    if (clock.isEmpty()) {
      report.skipped("clock", "libfaketime is not installed");
      return;
    }
    try (Site site =
        Site.onPostgres("clock", work.resolve("clock-site"), work.resolve("clock-data"))) {
      site.open(clock.get().around(supervised()), perSecond());
      through(
          site,
          List.of(
              Faults.clockJumps(clock.get(), HOUR),
              Faults.clockJumps(clock.get(), Duration.ZERO),
              Faults.clockJumps(clock.get(), HOUR.negated()),
              Faults.clockJumps(clock.get(), Duration.ZERO)));
    }
  }

  private void disk() throws Exception {
    Optional<SmallDisk> disk = SmallDisk.mount(work.resolve("disk"), 220);
    if (disk.isEmpty()) {
      report.skipped("disk full on PostgreSQL", "no file system may be mounted here");
      return;
    }
    try (SmallDisk small = disk.get();
        Site site =
            Site.onPostgres(
                "disk full on PostgreSQL",
                work.resolve("disk-site"),
                small.path().resolve("data"))) {
      site.open(supervised(), perSecond());
      through(site, List.of(Faults.diskFull(small.path(), DISK_FULL)));
    }
  }

  private void h2Disk() throws Exception {
    Optional<SmallDisk> disk = SmallDisk.mount(work.resolve("h2-disk"), 64);
    if (disk.isEmpty()) {
      report.skipped("disk full on H2", "no file system may be mounted here");
      return;
    }
    try (SmallDisk small = disk.get();
        Site site = Site.onH2("disk full on H2", work.resolve("h2-disk-site"), small.path())) {
      site.open(supervised(), perSecond());
      through(site, List.of(Faults.diskFull(small.path(), DISK_FULL)));
    }
  }

  private Site postgres(String name) throws Exception {
    String folder = name.replace(' ', '-');
    return Site.onPostgres(name, work.resolve(folder), work.resolve(folder + "-data"))
        .open(supervised(), perSecond());
  }

  private static List<Fault> serverKills(int count) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      faults.add(Faults.serverKilled(i));
    }
    return faults;
  }

  private void through(Site site, List<Fault> faults) {
    faults.forEach(site::observe);
    site.settleAccounts();
    report.add(site);
  }

  private static int perSecond() {
    return Integer.getInteger("chaos.per-second", 100);
  }

  /** As the container starts it: what runs out of memory ends. */
  static ServerCommand supervised() {
    return (settings, port, folder) -> {
      List<String> line = ServerCommand.heraldMicro().line(settings, port, folder);
      line.add(1, "-XX:+ExitOnOutOfMemoryError");
      return line;
    };
  }
}
