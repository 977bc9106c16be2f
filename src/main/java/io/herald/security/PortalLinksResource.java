package io.herald.security;

import io.herald.json.BodyOptional;
import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** {@code /v1/portal-links}: open the console for one organization to who has no token. */
@Path("portal-links")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@Audited
@RequestScoped
public class PortalLinksResource {

  private static final String PUBLIC_URL = "herald.public-url";

  private final ApiTokens tokens;
  private final Reach reach;
  private final Settings settings;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public PortalLinksResource() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  public PortalLinksResource(ApiTokens tokens, Reach reach, Settings settings, Clock clock) {
    this.tokens = tokens;
    this.reach = reach;
    this.settings = settings;
    this.clock = clock;
  }

  /** The good links of one organization, oldest first. */
  @GET
  public Page<PortalLinkView> list(
      @QueryParam("organizationId") @Nullable String organization, @BeanParam PageRequest page) {
    OrganizationId of =
        reach.lookup(Parameters.parsed("organizationId", organization, OrganizationId::parse));
    return tokens.portalLinks(of, page).map(PortalLinkView::of);
  }

  /** Makes a link; the answer is the only place that shows it. */
  @POST
  @BodyOptional
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(CreatePortalLink command, @Context UriInfo request) {
    OrganizationId organization = reach.orOwn(command.organizationId(), "/organizationId");
    BearerToken token = BearerToken.random();
    Identity guest =
        new Identity(
            organization,
            Role.PORTAL,
            command.nameOrDefault(),
            clock.instant().plus(command.lifetimeOrDefault()));
    ApiToken issued = tokens.issue(guest, token);
    return Response.status(Response.Status.CREATED)
        .entity(CreatedPortalLink.of(issued, token, console(request)))
        .build();
  }

  /** Ends a link before its time. */
  @DELETE
  @Path("{id}")
  public void revoke(@PathParam("id") String id) {
    tokens.revokePortalLink(Parameters.number(id), reach::to);
  }

  /** As the settings say it, or else where this request came to: one above {@code /v1/}. */
  private URI console(UriInfo request) {
    return settings
        .optionalText(PUBLIC_URL)
        .map(PortalLinksResource::folder)
        .orElseGet(() -> request.getBaseUri().resolve(".."))
        .resolve("console/");
  }

  private static URI folder(String url) {
    try {
      return URI.create(url.endsWith("/") ? url : url + "/");
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting(PUBLIC_URL, url, "it must be a URL");
    }
  }
}
