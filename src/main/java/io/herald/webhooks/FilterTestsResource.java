package io.herald.webhooks;

import io.herald.security.AllowedTo;
import io.herald.security.Role;
import io.herald.shaping.Filter;
import io.herald.shaping.FilterResult;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Tries filters on samples: nothing is stored, nothing is sent. */
@Path("webhooks/{id}/filter-tests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class FilterTestsResource {

  @Inject Samples samples;

  /** Whether the sample matches, and why. */
  @POST
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public FilterResult test(@PathParam("id") String id, TestFilter command) {
    Webhook webhook = samples.webhook(id);
    Filter filter = command.filter() == null ? webhook.policy().filter() : command.filter();
    return filter == null
        ? new FilterResult(true, List.of())
        : filter.explain(samples.subject(webhook, command.sample(), command.message()));
  }
}
