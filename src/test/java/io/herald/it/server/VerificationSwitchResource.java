package io.herald.it.server;

import io.herald.security.AllowedTo;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** {@code POST}: from now on callback URLs must agree; {@code DELETE}: no longer. */
@Path("/test/verification")
@RequestScoped
@AllowedTo(Role.ADMIN)
public class VerificationSwitchResource {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private SwitchedVerification verification;

  @POST
  public void demand() {
    verification.demand(true);
  }

  @DELETE
  public void restore() {
    verification.demand(false);
  }
}
