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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalogue of event types. */
@Path("v1/event-types")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface EventTypesApi {

  /** By name; archived ones where asked for. */
  @GET
  Page<EventType> list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("archived") @Nullable Boolean archived,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** Registers one. */
  @POST
  EventType register(RegisterEventType type);

  /** One type. */
  @GET
  @Path("{name}")
  EventType get(@PathParam("name") String name);

  /** Changes the members that the map names. */
  @PATCH
  @Path("{name}")
  EventType change(@PathParam("name") String name, Map<String, Object> changes);

  /** Takes it out of the catalogue. */
  @DELETE
  @Path("{name}")
  void delete(@PathParam("name") String name);
}
