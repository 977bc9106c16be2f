package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Parts of a webhook's log that are sent again. */
@Path("v1/webhooks/{webhook}/replays")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface ReplaysApi {

  /** Starts one; {@code dryRun} is for {@link #count}. */
  @POST
  Replay start(@PathParam("webhook") long webhook, StartReplay replay);

  /** How many deliveries it would be; {@code dryRun} must be true. */
  @POST
  ReplayCount count(@PathParam("webhook") long webhook, StartReplay replay);

  /** The newest first. */
  @GET
  Page<Replay> list(
      @PathParam("webhook") long webhook,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** One with its progress. */
  @GET
  @Path("{id}")
  Replay get(@PathParam("webhook") long webhook, @PathParam("id") long id);

  /** Stops it for a while. */
  @POST
  @Path("{id}/pause")
  Replay pause(@PathParam("webhook") long webhook, @PathParam("id") long id);

  /** Lets it go on. */
  @POST
  @Path("{id}/resume")
  Replay resume(@PathParam("webhook") long webhook, @PathParam("id") long id);

  /** Ends it; what was sent stays sent. */
  @POST
  @Path("{id}/cancel")
  Replay cancel(@PathParam("webhook") long webhook, @PathParam("id") long id);
}
