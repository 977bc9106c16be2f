package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Webhooks and their delivery logs. */
@Path("v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface WebhooksApi {

  /** Those of an organization; null: of the token's own. */
  @GET
  List<Webhook> list(@QueryParam("organizationId") @Nullable String organizationId);

  /**
   * Some of them; what is null restricts nothing.
   *
   * @param search a part of name, URL or description
   * @param state {@code active}, {@code inactive}, {@code failing} or {@code deactivated}
   */
  @GET
  List<Webhook> find(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("search") @Nullable String search,
      @QueryParam("state") @Nullable String state,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** The answer alone shows the secret. */
  @POST
  Webhook register(RegisterWebhook webhook);

  /** One webhook. */
  @GET
  @Path("{id}")
  Webhook get(@PathParam("id") long id);

  /** Changes the members that the map names; null removes. */
  @PATCH
  @Path("{id}")
  Webhook change(@PathParam("id") long id, Map<String, Object> changes);

  /** Deletes it, and cancels what is pending. */
  @DELETE
  @Path("{id}")
  void delete(@PathParam("id") long id);

  /**
   * Fetches what waits, and acknowledges what the answer before held.
   *
   * @param cursor of that answer; null: nothing has arrived
   * @param limit 1 to 100; null: 20
   */
  @GET
  @Path("{id}/poll")
  PolledMessages poll(
      @PathParam("id") long id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** Rotates what signs. */
  @POST
  @Path("{id}/secret")
  RotatedSecret rotateSecret(@PathParam("id") long id, RotateSecret rotation);

  /** Whether the secrets before the newest sign still, and until when. */
  @GET
  @Path("{id}/secret")
  SecretOverlap secretOverlap(@PathParam("id") long id);

  /** Whether its callback URL has agreed. */
  @GET
  @Path("{id}/verification")
  Verification verification(@PathParam("id") long id);

  /** Has its callback URL asked again. */
  @POST
  @Path("{id}/verification")
  Verification verify(@PathParam("id") long id);

  /** Sends a test message. */
  @POST
  @Path("{id}/ping")
  Delivery ping(@PathParam("id") long id);

  /** Sends the catalogue's example of a type. */
  @POST
  @Path("{id}/examples")
  Delivery sendExample(@PathParam("id") long id, SendExample example);

  /** The log, newest first; what is null restricts nothing. */
  @GET
  @Path("{id}/deliveries")
  Page<Delivery> deliveries(
      @PathParam("id") long id,
      @QueryParam("status") @Nullable String status,
      @QueryParam("eventType") @Nullable String eventType,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** One delivery with all its attempts. */
  @GET
  @Path("{id}/deliveries/{delivery}")
  Delivery delivery(@PathParam("id") long id, @PathParam("delivery") long delivery);

  /** Sends it again. */
  @POST
  @Path("{id}/deliveries/{delivery}/redeliver")
  Delivery redeliver(@PathParam("id") long id, @PathParam("delivery") long delivery);

  /** Sends several again; says which of them it could not. */
  @POST
  @Path("{id}/deliveries/redeliver")
  Redelivered redeliverMany(@PathParam("id") long id, RedeliverMany deliveries);

  /** How it has been doing; the last day by the hour, where nothing else is said. */
  @GET
  @Path("{id}/stats")
  Stats stats(
      @PathParam("id") long id,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("bucket") @Nullable String bucket);

  /** Whether a sample passes a filter, and why. */
  @POST
  @Path("{id}/filter-tests")
  FilterResult testFilter(@PathParam("id") long id, TestFilter test);

  /** What a transformation makes of a sample. */
  @POST
  @Path("{id}/transformation-tests")
  TransformedSample testTransformation(@PathParam("id") long id, TestTransformation test);

  /** Those of an organization, to be imported elsewhere; in clear where secrets are asked for. */
  @GET
  @Path("export")
  WebhookExport export(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("secrets") @Nullable Boolean secrets);

  /** Registers many with the secrets that their receivers know, all or none. */
  @POST
  @Path("import")
  ImportedWebhooks importAll(ImportWebhooks webhooks);
}
