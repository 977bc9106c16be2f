package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How the webhooks of an organization have been doing together. */
@Path("v1/stats")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface StatsApi {

  /** Of the token's organization, the last day by the hour, where nothing else is said. */
  @GET
  Stats get(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("bucket") @Nullable String bucket);
}
