package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Links that open the console for one organization, without a token. */
@Path("v1/portal-links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface PortalLinksApi {

  /** Those of an organization; null: of the token's own. */
  @GET
  Page<PortalLink> list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** Makes one; the answer alone shows it. */
  @POST
  CreatedPortalLink create(CreatePortalLink link);

  /** Ends it before its time. */
  @DELETE
  @Path("{id}")
  void revoke(@PathParam("id") long id);
}
