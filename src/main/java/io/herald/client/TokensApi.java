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

/** Who may do what. */
@Path("v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface TokensApi {

  /** Those of an organization; null: of the token's own. */
  @GET
  Page<Token> list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** Gives one out; the answer alone shows it. */
  @POST
  IssuedToken issue(IssueToken token);

  /** Revokes it for good. */
  @DELETE
  @Path("{id}")
  void revoke(@PathParam("id") long id);
}
