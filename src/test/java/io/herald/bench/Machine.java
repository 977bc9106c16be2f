package io.herald.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when: a figure without it says nothing. */
public final class Machine {

  private Machine() {}

  public static Map<String, String> facts(String postgresVersion) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("processors", system.getAvailableProcessors() + " × " + processor());
    facts.put("memory", (system.getTotalMemorySize() >> 20) + " MB");
    facts.put("system", system.getName() + " " + system.getVersion());
    facts.put("java", System.getProperty("java.vm.version"));
    facts.put("postgresql", postgresVersion + ", fsync on, its own defaults");
    facts.put(
        "load before",
        "%.1f (above 0.5 something else is running)".formatted(system.getSystemLoadAverage()));
    return facts;
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
