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

/** {@code /v1/users} (the wire contract, section 3). */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@AllowedTo(Role.ADMIN)
@OwnDirectory
@Audited
@RequestScoped
public class UsersResource {

  private final UserService service;
  private final Users users;
  private final Caller caller;
  private final Reach reach;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public UsersResource() { // for the CDI proxy
    this(null, null, null, null);
  }

  @Inject
  public UsersResource(UserService service, Users users, Caller caller, Reach reach) {
    this.service = service;
    this.users = users;
    this.caller = caller;
    this.reach = reach;
  }

  /** Every user that the caller reaches, by username. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public Page<UserView> list(
      @QueryParam("organizationId") @Nullable String organization,
      @QueryParam("username") @Nullable String username,
      @QueryParam("email") @Nullable String email,
      @BeanParam PageRequest page) {
    OrganizationId memberOf =
        Parameters.parsed("organizationId", organization, OrganizationId::parse);
    if (memberOf != null) {
      memberOf = reach.lookup(memberOf);
    }
    return users
        .list(
            caller.organization(),
            memberOf,
            Parameters.text("username", username),
            Parameters.text("email", email),
            page)
        .map(User::view);
  }

  /** Creates a user. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(CreateUser command) {
    UserView created = service.create(caller.organization(), command);
    return Response.created(URI.create("users/" + created.id())).entity(created).build();
  }

  /** One user. */
  @GET
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public UserView get(@PathParam("id") String text) {
    UserId id = id(text);
    return users
        .find(caller.organization(), id)
        .map(User::view)
        .orElseThrow(() -> Users.notFound(id));
  }

  /** Changes username or email. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public UserView change(@PathParam("id") String text, ChangeUser command) {
    return service.change(caller.organization(), id(text), command);
  }

  /** Deletes a user. */
  @DELETE
  @Path("{id}")
  public void delete(@PathParam("id") String text) {
    service.delete(caller.organization(), id(text));
  }

  /** The user logged in. */
  @POST
  @Path("{id}/logins")
  public void logIn(@PathParam("id") String text) {
    service.logIn(caller.organization(), id(text));
  }

  /** The user may no longer log in. */
  @POST
  @Path("{id}/disable")
  public UserView disable(@PathParam("id") String text) {
    return service.disable(caller.organization(), id(text));
  }

  /** The user may log in again. */
  @POST
  @Path("{id}/enable")
  public UserView enable(@PathParam("id") String text) {
    return service.enable(caller.organization(), id(text));
  }

  private static UserId id(String text) {
    return Parameters.id(text, UserId::parse);
  }
}
