package io.herald.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of the processors each process takes: what limits what. */
final class Cores {

  private final Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
  private final Map<String, Duration> before = new LinkedHashMap<>();
  private final long start = System.nanoTime();

  /** From now on. Sessions that end meanwhile are not counted. */
  Cores(Product product, BenchPostgres postgres, ReceiverProcess receiver) {
    ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
    processes.put("server", List.of(ProcessHandle.of(product.pid()).orElseThrow()));
    processes.put("PostgreSQL", postmaster.descendants().toList());
    processes.put("receiver", List.of(receiver.handle()));
    processes.put("clients", List.of(ProcessHandle.current()));
    processes.forEach((name, handles) -> before.put(name, cpu(handles)));
  }

  /** Since the begin. */
  List<Figure> used(String scenario) {
    double nanos = System.nanoTime() - start;
    return processes.entrySet().stream()
        .map(
            each ->
                Figure.of(
                    scenario,
                    "%s cores, %s".formatted(scenario, each.getKey()),
                    "",
                    cpu(each.getValue())
                            .minus(before.getOrDefault(each.getKey(), Duration.ZERO))
                            .toNanos()
                        / nanos))
        .toList();
  }

  private static Duration cpu(List<ProcessHandle> processes) {
    return processes.stream()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
