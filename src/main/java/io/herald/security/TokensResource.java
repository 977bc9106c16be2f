package io.herald.security;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.problems.Rejected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tokens}: give out, list and revoke tokens. */
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@Audited
@RequestScoped
public class TokensResource {

  private final ApiTokens tokens;
  private final Reach reach;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public TokensResource() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  public TokensResource(ApiTokens tokens, Reach reach) {
    this.tokens = tokens;
    this.reach = reach;
  }

  /** The good tokens of one organization, oldest first. */
  @GET
  public Page<TokenView> list(
      @QueryParam("organizationId") @Nullable String organization, @BeanParam PageRequest page) {
    OrganizationId of =
        reach.lookup(Parameters.parsed("organizationId", organization, OrganizationId::parse));
    return tokens.list(of, page).map(TokenView::of);
  }

  /** Gives out a token; the answer is the only place that shows it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response issue(IssueToken command) {
    OrganizationId organization = reach.orOwn(command.organizationId(), "/organizationId");
    if (command.role() == Role.PORTAL) {
      throw new Rejected("/role", "is given by a portal link alone");
    }
    BearerToken token = BearerToken.random();
    ApiToken issued =
        tokens.issue(new Identity(organization, command.role(), command.name()), token);
    return Response.status(Response.Status.CREATED).entity(IssuedToken.of(issued, token)).build();
  }

  /** Revokes a token for good. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id) {
    tokens.revoke(Parameters.number(id), reach::to);
  }
}
