package io.herald.delivery;

import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Sends the catalogue's example of an event type to a webhook. */
@Path("webhooks/{webhook}/examples")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class ExamplesResource {

  @Inject Caller caller;
  @Inject DeliveryLog log;
  @Inject Redelivery redelivery;

  /** Answers with the delivery, which is on its way. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response send(@PathParam("webhook") String webhook, SendExample command) {
    long webhookId = Parameters.number(webhook);
    long deliveryId = redelivery.example(caller.organization(), webhookId, command.eventType());
    return Response.accepted(
            log.find(webhookId, deliveryId).orElseThrow(() -> new NotFound("The webhook is gone.")))
        .build();
  }
}
