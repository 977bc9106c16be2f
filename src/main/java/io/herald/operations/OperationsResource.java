package io.herald.operations;

import io.herald.problems.Forbidden;
import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.OrganizationTree;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How the installation is doing, for who runs it. */
@Path("operations")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class OperationsResource {

  @Inject Caller caller;
  @Inject OrganizationTree tree;
  @Inject Operations operations;

  /** For a token of the installation's own organization. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public OperationsView operations() {
    if (!caller.organization().equals(tree.root())) {
      throw new Forbidden("Operations are about the whole installation.");
    }
    return operations.now();
  }
}
