package io.herald.client;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users; absent where the directory is switched off. */
@Path("v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface UsersApi {

  /** By username; what is null restricts nothing. */
  @GET
  Page<User> list(
      @QueryParam("organizationId") @Nullable String organizationId,
      @QueryParam("username") @Nullable String username,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** Creates one. */
  @POST
  User create(CreateUser user);

  /** One user. */
  @GET
  @Path("{id}")
  User get(@PathParam("id") String id);

  /** Changes the members that the map names. */
  @PATCH
  @Path("{id}")
  User change(@PathParam("id") String id, Map<String, Object> changes);

  /** Deletes it. */
  @DELETE
  @Path("{id}")
  void delete(@PathParam("id") String id);

  /** Tells of a login. */
  @POST
  @Path("{id}/logins")
  void login(@PathParam("id") String id);

  /** Disables it. */
  @POST
  @Path("{id}/disable")
  User disable(@PathParam("id") String id);

  /** Enables it. */
  @POST
  @Path("{id}/enable")
  User enable(@PathParam("id") String id);
}
