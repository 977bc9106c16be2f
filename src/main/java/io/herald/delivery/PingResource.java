package io.herald.delivery;

import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Sends a test message to a webhook. The wire contract, section 2. */
@Path("webhooks/{webhook}/ping")
@Produces(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class PingResource {

  @Inject Caller caller;
  @Inject DeliveryLog log;
  @Inject Redelivery redelivery;

  /** Answers with the delivery, which is on its way. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response ping(@PathParam("webhook") String webhook) {
    long webhookId = Parameters.number(webhook);
    long deliveryId = redelivery.ping(caller.organization(), webhookId);
    return Response.accepted(
            log.find(webhookId, deliveryId).orElseThrow(() -> new NotFound("The webhook is gone.")))
        .build();
  }
}
