package io.herald.operations;

import io.herald.delivery.NodeLoad;
import io.herald.problems.Forbidden;
import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.OrganizationTree;
import io.herald.security.Role;
import io.herald.storage.ConnectionUse;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/**
 * What this node has counted, for Prometheus. Below {@code /v1}, because Payara has {@code
 * /metrics} of its own; with a token, because it tells of all organizations.
 */
@Path("metrics")
@RequestScoped
public class MetricsResource {

  @Inject Caller caller;
  @Inject OrganizationTree tree;
  @Inject Metrics metrics;
  @Inject Backlog backlog;
  @Inject BacklogByAge byAge;
  @Inject NodeLoad load;

  /** For a token of the installation's own organization. */
  @GET
  @Produces(Metrics.FORMAT)
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public String metrics() {
    if (!caller.organization().equals(tree.root())) {
      throw new Forbidden("Metrics are about the whole installation.");
    }
    return metrics.text(
        new Metrics.Now(
            load.inFlight(),
            load.waiting(),
            backlog.oldestDue(),
            byAge.due().stream().map(BacklogByAge.Age::count).toList(),
            byAge.scheduled(),
            ConnectionUse.open(),
            ConnectionUse.inUse()));
  }
}
