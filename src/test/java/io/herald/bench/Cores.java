package io.herald.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much of the processors each process takes: what limits what. */
final class Cores {

  private static final String COMPILER = "of the server, JIT compiler";

  private final List<Product> products;
  private final Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
  private final Map<String, Duration> before;
  private final long start = System.nanoTime();

  /** From now on. Sessions that end meanwhile are not counted. */
  Cores(List<Product> products, BenchPostgres postgres, ReceiverProcess receiver)
      throws IOException {
    ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
    this.products = products;
    processes.put(
        "server",
        products.stream().map(each -> ProcessHandle.of(each.pid()).orElseThrow()).toList());
    processes.put("PostgreSQL", postmaster.descendants().toList());
    processes.put("receiver", List.of(receiver.handle()));
    processes.put("clients", List.of(ProcessHandle.current()));
    before = now();
  }

  /** Since the begin. */
  List<Figure> used(String scenario) throws IOException {
    double nanos = System.nanoTime() - start;
    List<Figure> figures = since(scenario + " cores, ", scenario, "", 1 / nanos);
    figures.add(
        Figure.of(
            scenario,
            scenario + " age of the server",
            "s",
            products.get(0).age().toMillis() / 1000.0));
    return figures;
  }

  /** Since the begin, for each of so many events. */
  List<Figure> usedForEach(String scenario, String what, long count) throws IOException {
    return since(
        "%s processor time for each %s, ".formatted(scenario, what),
        scenario,
        "ms",
        1e-6 / Math.max(1, count));
  }

  private List<Figure> since(String name, String scenario, String unit, double factor)
      throws IOException {
    List<Figure> figures = new ArrayList<>();
    now()
        .forEach(
            (process, cpu) ->
                figures.add(
                    Figure.of(
                        scenario,
                        name + process,
                        unit,
                        cpu.minus(before.getOrDefault(process, Duration.ZERO)).toNanos()
                            * factor)));
    return figures;
  }

  private Map<String, Duration> now() throws IOException {
    Map<String, Duration> now = new LinkedHashMap<>();
    processes.forEach((name, handles) -> now.put(name, cpu(handles)));
    Duration compiler = Duration.ZERO;
    for (Product product : products) {
      compiler = compiler.plus(product.compilerCpu());
    }
    now.put(COMPILER, compiler);
    return now;
  }

  private static Duration cpu(List<ProcessHandle> processes) {
    return processes.stream()
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
