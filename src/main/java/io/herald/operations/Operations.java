package io.herald.operations;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.herald.delivery.NodeLoad;
import io.herald.nodes.KnownNode;
import io.herald.nodes.KnownNodes;
import io.herald.nodes.Node;
import io.herald.statistics.LatencyHistogram;
import io.herald.webhooks.FailingWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Puts together what the nodes have noted and what the database shows at this moment. */
@ApplicationScoped
@Transactional
class Operations {

  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final int MOST_FAILING = 50;

  private final KnownNodes nodes;
  private final Node self;
  private final NodeLoad load;
  private final NodeReadings readings;
  private final Backlog backlog;
  private final BacklogByAge byAge;
  private final FailingWebhooks failing;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Operations() { // for the CDI proxy
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  Operations(
      KnownNodes nodes,
      Node self,
      NodeLoad load,
      NodeReadings readings,
      Backlog backlog,
      BacklogByAge byAge,
      FailingWebhooks failing,
      Clock clock) {
    this.nodes = nodes;
    this.self = self;
    this.load = load;
    this.readings = readings;
    this.backlog = backlog;
    this.byAge = byAge;
    this.failing = failing;
    this.clock = clock;
  }

  OperationsView now() {
    Instant now = clock.instant();
    List<NodeReading> noted = readings.until(now);
    List<NodeReading> recent =
        noted.stream().filter(each -> each.at().isAfter(now.minus(RECENT))).toList();
    return new OperationsView(
        now,
        waiting(),
        nodes.all().stream().map(node -> view(node, recent)).toList(),
        OperationsView.LagView.of(lag(recent)),
        new OperationsView.Failing(failing.count(), failing.oldest(MOST_FAILING)),
        history(noted));
  }

  private OperationsView.Waiting waiting() {
    return new OperationsView.Waiting(
        backlog.oldestDue().toMillis(),
        byAge.due().stream()
            .map(age -> new OperationsView.Due(age.olderThan().toSeconds(), age.count()))
            .toList(),
        byAge.scheduled(),
        BacklogByAge.MOST);
  }

  private OperationsView.NodeView view(KnownNode node, List<NodeReading> recent) {
    List<NodeReading> own = recent.stream().filter(each -> each.nodeId() == node.id()).toList();
    NodeReading last = own.isEmpty() ? null : own.get(own.size() - 1);
    boolean answering = self.holds(node.id());
    return new OperationsView.NodeView(
        node.name(),
        answering,
        node.startedAt(),
        node.heartbeatAt(),
        node.heartbeatAge().toMillis(),
        answering ? Integer.valueOf(load.inFlight()) : last == null ? null : last.inFlight(),
        answering ? Integer.valueOf(load.waiting()) : last == null ? null : last.held(),
        OperationsView.LagView.of(lag(own)));
  }

  static List<OperationsView.Moment> history(List<NodeReading> noted) {
    return noted.stream()
        .collect(groupingBy(NodeReading::at, TreeMap::new, toList()))
        .entrySet()
        .stream()
        .map(moment -> moment(moment.getKey(), moment.getValue()))
        .toList();
  }

  private static OperationsView.Moment moment(Instant at, List<NodeReading> readings) {
    return new OperationsView.Moment(
        at,
        readings.stream().mapToInt(NodeReading::inFlight).sum(),
        readings.stream().mapToInt(NodeReading::held).sum(),
        readings.stream().mapToLong(each -> each.oldestDue().toMillis()).max().orElse(0),
        OperationsView.LagView.of(lag(readings)));
  }

  private static LatencyHistogram lag(List<NodeReading> readings) {
    LatencyHistogram all = new LatencyHistogram();
    readings.forEach(each -> all.add(each.lag()));
    return all;
  }
}
