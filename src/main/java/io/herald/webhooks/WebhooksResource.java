package io.herald.webhooks;

import io.herald.json.BodyOptional;
import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Webhooks over HTTP: the wire contract, section 2. */
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class WebhooksResource {

  private final Webhooks webhooks;
  private final CallbackUrls callbackUrls;
  private final Caller caller;
  private final Reach reach;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public WebhooksResource() { // for the CDI proxy
    this.webhooks = null;
    this.callbackUrls = null;
    this.caller = null;
    this.reach = null;
  }

  @Inject
  public WebhooksResource(
      Webhooks webhooks, CallbackUrls callbackUrls, Caller caller, Reach reach) {
    this.webhooks = webhooks;
    this.callbackUrls = callbackUrls;
    this.caller = caller;
    this.reach = reach;
  }

  /** Those of the token's organization, or of the one named; {@code X-Total-Count} how many. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Response list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @BeanParam WebhookFilter filter) {
    OrganizationId owner =
        reach.orOwn(
            Parameters.parsed("organizationId", organizationId, OrganizationId::parse),
            "organizationId");
    WebhookFilter.Criteria wanted = filter.criteria();
    List<WebhookView> views = webhooks.list(owner, wanted).stream().map(Webhook::view).toList();
    long total = wanted.page().isPresent() ? webhooks.count(owner, wanted) : views.size();
    return Response.ok(new GenericEntity<>(views) {}).header("X-Total-Count", total).build();
  }

  /** Answers 200, not 201: the documents that clients were written for say so. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public RegisteredWebhook register(RegisterWebhook command) {
    OrganizationId owner = reach.orOwn(command.organizationId(), "/organizationId");
    callbackUrls.checkAll(CallbackUrls.of(command.callbackUrl(), command.credentials().auth(), ""));
    return webhooks.register(owner, command);
  }

  /** With an {@code ETag} that {@link #change} takes as {@code If-Match}. */
  @GET
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Response get(@PathParam("id") String id, @Context Request request) {
    Webhook webhook =
        webhooks
            .find(caller.organization(), Parameters.number(id))
            .orElseThrow(() -> new NotFound("There is no webhook " + id + "."));
    return Preconditions.of(request, tag(webhook))
        .map(Response.ResponseBuilder::build)
        .orElseGet(() -> answer(webhook));
  }

  /** Changes the members that the body names; 412 where {@code If-Match} says otherwise. */
  @PATCH
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response change(
      @PathParam("id") String id, ChangeWebhook command, @Context Request request) {
    callbackUrls.checkAll(
        CallbackUrls.of(command.callbackUrl().value(), command.credentials().auth().value(), ""));
    return answer(
        webhooks.change(
            caller.organization(),
            Parameters.number(id),
            webhook -> Preconditions.of(request, tag(webhook)),
            command));
  }

  /** Cancels what is pending for it, too. */
  @DELETE
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public void delete(@PathParam("id") String id) {
    webhooks.delete(caller.organization(), Parameters.number(id));
  }

  /** Answers the new secret, this once. */
  @POST
  @Path("{id}/secret")
  @BodyOptional
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public RotatedSecret rotate(@PathParam("id") String id, RotateSecret command) {
    return webhooks.rotate(caller.organization(), Parameters.number(id), command);
  }

  /** Of the secrets nothing but until when those before the newest sign. */
  @GET
  @Path("{id}/secret")
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public SecretOverlap overlap(@PathParam("id") String id) {
    return webhooks.overlap(caller.organization(), Parameters.number(id));
  }

  private static Response answer(Webhook webhook) {
    return Response.ok(webhook.view()).tag(tag(webhook)).build();
  }

  private static EntityTag tag(Webhook webhook) {
    return new EntityTag(Long.toString(webhook.revision()));
  }
}
