package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Recorded messages. */
@Path("v1/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface MessagesApi {

  /** What is null restricts nothing; {@code order} is newest or oldest. */
  @GET
  MessageList list(
      @QueryParam("eventType") @Nullable String eventType,
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("order") @Nullable String order,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** One with its deliveries. */
  @GET
  @Path("{id}")
  Message get(@PathParam("id") String id);

  /** Erases what it says. */
  @DELETE
  @Path("{id}/content")
  void erase(@PathParam("id") String id);
}
