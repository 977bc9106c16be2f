package io.herald.delivery;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Role;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A webhook's delivery log. The wire contract, section 2. */
@Path("webhooks/{webhook}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class DeliveryLogResource {

  @Inject Caller caller;
  @Inject Webhooks webhooks;
  @Inject DeliveryLog log;
  @Inject Redelivery redelivery;

  @PathParam("webhook")
  String webhook = "";

  /** The newest first. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Page<DeliveryView> page(
      @BeanParam DeliveryFilter filter, @BeanParam PageRequest pageRequest) {
    return log.page(webhookInReach(), filter.criteria(), pageRequest);
  }

  /** One with all its attempts. */
  @GET
  @Path("{delivery}")
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public DeliveryView one(@PathParam("delivery") String delivery) {
    return view(webhookInReach(), Parameters.number(delivery));
  }

  /** Sends it again: the same bytes, the same message id. */
  @POST
  @Path("{delivery}/redeliver")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response redeliver(@PathParam("delivery") String delivery) {
    long webhookId = webhookInReach();
    long deliveryId = Parameters.number(delivery);
    redelivery.redeliver(caller.organization(), webhookId, deliveryId);
    return Response.accepted(view(webhookId, deliveryId)).build();
  }

  /** Sends several again, up to 100; says which of them it could not. */
  @POST
  @Path("redeliver")
  @Consumes(MediaType.APPLICATION_JSON)
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response redeliverMany(RedeliverMany command) {
    return Response.accepted(redelivery.redeliver(caller.organization(), webhookInReach(), command))
        .build();
  }

  private DeliveryView view(long webhookId, long deliveryId) {
    return log.find(webhookId, deliveryId)
        .orElseThrow(() -> new NotFound("There is no delivery " + deliveryId + "."));
  }

  private long webhookInReach() {
    long id = Parameters.number(webhook);
    return webhooks
        .find(caller.organization(), id)
        .orElseThrow(() -> new NotFound("There is no webhook " + id + "."))
        .id();
  }
}
