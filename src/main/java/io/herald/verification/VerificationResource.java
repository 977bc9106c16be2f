package io.herald.verification;

import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether the callback URL of a webhook has agreed to be posted to. */
@Path("webhooks/{webhook}/verification")
@Produces(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class VerificationResource {

  @Inject Caller caller;
  @Inject Verifications verifications;

  /** What is known. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Response get(@PathParam("webhook") String webhook) {
    return Response.ok(verifications.view(caller.organization(), Parameters.number(webhook)))
        .build();
  }

  /** Tries again; answers at once, before anything came of it. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response ask(@PathParam("webhook") String webhook) {
    return Response.accepted(verifications.ask(caller.organization(), Parameters.number(webhook)))
        .build();
  }
}
