package io.herald.security;

import io.herald.problems.Unauthenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /v1/me}: whom the token stands for. */
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo({Role.ADMIN, Role.PUBLISHER, Role.VIEWER, Role.PORTAL, Role.RECEIVER})
@RequestScoped
public class MeResource {

  private final Caller caller;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public MeResource() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  public MeResource(Caller caller, OrganizationTree tree) {
    this.caller = caller;
    this.tree = tree;
  }

  /** The token's organization and role. */
  @GET
  public Me me() {
    String name =
        tree.nameOf(caller.organization())
            .orElseThrow(() -> new Unauthenticated("The token's organization is gone."));
    return new Me(caller.organization(), name, caller.role());
  }

  /** Whom a token stands for. */
  public record Me(OrganizationId organizationId, String organizationName, Role role) {}
}
