package io.herald.statistics;

import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.Role;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** How one webhook is doing. The wire contract, section 4. */
@Path("webhooks/{webhook}/stats")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WebhookStatsResource {

  @Inject Caller caller;
  @Inject Webhooks webhooks;
  @Inject Statistics statistics;
  @Inject Clock clock;

  /** By bucket, and in all. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public StatsView stats(@PathParam("webhook") String webhook, @BeanParam StatsQuery query) {
    long id = Parameters.number(webhook);
    return webhooks
        .find(caller.organization(), id)
        .map(found -> statistics.of(Subject.webhook(id), query.span(clock.instant())))
        .orElseThrow(() -> new NotFound("There is no webhook " + id + "."));
  }
}
