package io.herald.directory;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** {@code /v1/organizations} (the wire contract, section 3). */
@Path("organizations")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@OwnDirectory
@Audited
@RequestScoped
public class OrganizationsResource {

  private final OrganizationService service;
  private final Organizations organizations;
  private final Caller caller;
  private final Reach reach;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public OrganizationsResource() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  public OrganizationsResource(
      OrganizationService service, Organizations organizations, Caller caller, Reach reach) {
    this.service = service;
    this.organizations = organizations;
    this.caller = caller;
    this.reach = reach;
  }

  /** Every organization that the caller reaches, by name. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public Page<OrganizationView> list(
      @QueryParam("parentId") @Nullable String parent,
      @QueryParam("name") @Nullable String name,
      @BeanParam PageRequest page) {
    OrganizationId below = Parameters.parsed("parentId", parent, OrganizationId::parse);
    if (below != null) {
      below = reach.lookup(below);
    }
    return organizations
        .list(caller.organization(), below, Parameters.text("name", name), page)
        .map(Organization::view);
  }

  /** Creates an organization. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(CreateOrganization command) {
    OrganizationView created = service.create(caller.organization(), command);
    return Response.created(URI.create("organizations/" + created.id())).entity(created).build();
  }

  /** One organization. */
  @GET
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public OrganizationView get(@PathParam("id") String text) {
    OrganizationId id = id(text);
    return organizations
        .find(caller.organization(), id)
        .map(Organization::view)
        .orElseThrow(() -> Organizations.notFound(id));
  }

  /** Changes name or seats. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public OrganizationView change(@PathParam("id") String text, ChangeOrganization command) {
    return service.change(caller.organization(), id(text), command);
  }

  /** Deletes the organization and all below it. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String text) {
    service.delete(caller.organization(), id(text));
  }

  private static OrganizationId id(String text) {
    return Parameters.id(text, OrganizationId::parse);
  }
}
