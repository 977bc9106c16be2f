package io.herald.catalog;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.messages.EventType;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
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

/**
 * The catalogue of event types over HTTP: the wire contract, section 4. Everything is about the
 * token's organization, or the one that {@code organizationId} names.
 */
@Path("event-types")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class EventTypesResource {

  @Inject RegisteredTypes types;
  @Inject Reach reach;

  @QueryParam("organizationId")
  private @Nullable String organizationId;

  /** By name; archived ones where {@code archived} is true. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Page<EventTypeView> list(
      @QueryParam("archived") @Nullable String archived, @BeanParam PageRequest page) {
    boolean alsoArchived = Parameters.flag("archived", archived);
    return types.list(organization(), alsoArchived, page);
  }

  /** Registers a type. */
  @POST
  @AllowedTo(Role.ADMIN)
  public Response register(RegisterEventType command) {
    OrganizationId owner = reach.orOwn(command.organizationId(), "/organizationId");
    EventTypeView registered = types.register(owner, command);
    return Response.created(URI.create("event-types/" + registered.name()))
        .entity(registered)
        .build();
  }

  /** One type, of whichever organization the caller sees it. */
  @GET
  @Path("{name}")
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public EventTypeView get(@PathParam("name") String name) {
    return types
        .find(organization(), known(name))
        .orElseThrow(() -> new NotFound("There is no event type of that name."));
  }

  /** Changes the members that the body names. */
  @PATCH
  @Path("{name}")
  @AllowedTo(Role.ADMIN)
  public EventTypeView change(@PathParam("name") String name, ChangeEventType command) {
    return types.change(organization(), known(name), command);
  }

  /** Removes it from the catalogue. */
  @DELETE
  @Path("{name}")
  @AllowedTo(Role.ADMIN)
  public void delete(@PathParam("name") String name) {
    types.delete(organization(), known(name));
  }

  /** Something that can't be a name is nobody's: it never comes to the database. */
  private static String known(String name) {
    return Parameters.id(name, EventType::ofName).name();
  }

  private OrganizationId organization() {
    return reach.lookup(Parameters.parsed("organizationId", organizationId, OrganizationId::parse));
  }
}
