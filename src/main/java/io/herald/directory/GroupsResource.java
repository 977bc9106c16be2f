package io.herald.directory;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.problems.BadRequest;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.OrganizationId;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /v1/organizations/{id}/groups} (the wire contract, section 3). */
@Path("organizations/{id}/groups")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@OwnDirectory
@Audited
@RequestScoped
public class GroupsResource {

  private static final int LONGEST_NAME = 200;

  private final GroupService service;
  private final Groups groups;
  private final Caller caller;
  private final Reach reach;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public GroupsResource() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  public GroupsResource(GroupService service, Groups groups, Caller caller, Reach reach) {
    this.service = service;
    this.groups = groups;
    this.caller = caller;
    this.reach = reach;
  }

  /** The groups of an organization, by name. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public List<GroupView> list(@PathParam("id") String text) {
    return groups.list(reach.lookup(organization(text)));
  }

  /** Creates the group, unless it is there. */
  @PUT
  @Path("{name}")
  public void create(@PathParam("id") String text, @PathParam("name") String name) {
    service.create(caller.organization(), organization(text), checked(name));
  }

  /** Deletes the group. */
  @DELETE
  @Path("{name}")
  public void delete(@PathParam("id") String text, @PathParam("name") String name) {
    service.delete(caller.organization(), organization(text), checked(name));
  }

  /** The members of a group, by username. */
  @GET
  @Path("{name}/members")
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public Page<UserView> members(
      @PathParam("id") String text, @PathParam("name") String name, @BeanParam PageRequest page) {
    Group group =
        groups
            .find(reach.lookup(organization(text)), checked(name))
            .orElseThrow(() -> Groups.notFound(name));
    return groups.members(group, page).map(User::view);
  }

  /** A user joins the group. */
  @PUT
  @Path("{name}/members/{userId}")
  public void join(
      @PathParam("id") String text,
      @PathParam("name") String name,
      @PathParam("userId") String user) {
    service.join(
        caller.organization(),
        organization(text),
        checked(name),
        Parameters.id(user, UserId::parse));
  }

  /** A member leaves the group. */
  @DELETE
  @Path("{name}/members/{userId}")
  public void leave(
      @PathParam("id") String text,
      @PathParam("name") String name,
      @PathParam("userId") String user) {
    service.leave(
        caller.organization(),
        organization(text),
        checked(name),
        Parameters.id(user, UserId::parse));
  }

  private static OrganizationId organization(String text) {
    return Parameters.id(text, OrganizationId::parse);
  }

  private static String checked(String name) {
    Parameters.text("name", name);
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new BadRequest("name", "must have 1 to " + LONGEST_NAME + " characters, not all blank");
    }
    return name;
  }
}
