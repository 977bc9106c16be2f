package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Who changed what. */
@Path("v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface AuditApi {

  /** The newest first; what is null restricts nothing. */
  @GET
  Page<AuditEntry> list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("credential") @Nullable String credential,
      @QueryParam("call") @Nullable String call,
      @QueryParam("target") @Nullable String target,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);
}
