package io.herald.statistics;

import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** How all webhooks of one organization are doing together. */
@Path("stats")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class StatsResource {

  @Inject Reach reach;
  @Inject Statistics statistics;
  @Inject Clock clock;

  /** Those that the token's organization owns, or the one named; not those below it. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public StatsView stats(
      @QueryParam("organizationId") @Nullable String organizationId, @BeanParam StatsQuery query) {
    OrganizationId organization =
        reach.lookup(Parameters.parsed("organizationId", organizationId, OrganizationId::parse));
    return statistics.of(Subject.organization(organization.value()), query.span(clock.instant()));
  }
}
