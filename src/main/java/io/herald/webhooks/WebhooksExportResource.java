package io.herald.webhooks;

import io.herald.json.Parameters;
import io.herald.problems.Forbidden;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Webhooks on their way to another installation. */
@Path("webhooks/export")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WebhooksExportResource {

  @Inject Webhooks webhooks;
  @Inject Caller caller;
  @Inject Reach reach;

  /**
   * Those of the token's organization, or of the one named; with their secrets only where these are
   * asked for, which is in the audit log.
   *
   * @throws Forbidden where a portal link asks for secrets: it is handed about, and may leak
   */
  @GET
  @Audited(whenAskedFor = "secrets")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Export export(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("secrets") @Nullable String secrets) {
    OrganizationId owner =
        reach.orOwn(
            Parameters.parsed("organizationId", organizationId, OrganizationId::parse),
            "organizationId");
    boolean withSecrets = Boolean.parseBoolean(secrets);
    if (withSecrets && caller.role() == Role.PORTAL) {
      throw new Forbidden("A portal link exports no secrets.");
    }
    return webhooks.export(owner, withSecrets);
  }
}
