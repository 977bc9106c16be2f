package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of one organization; absent where the directory is switched off. */
@Path("v1/organizations/{organization}/groups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface GroupsApi {

  /** By name. */
  @GET
  List<Group> list(@PathParam("organization") String organization);

  /** Creates one, unless it is there. */
  @PUT
  @Path("{name}")
  void create(@PathParam("organization") String organization, @PathParam("name") String name);

  /** Deletes it; its members leave it. */
  @DELETE
  @Path("{name}")
  void delete(@PathParam("organization") String organization, @PathParam("name") String name);

  /** Its members, by username. */
  @GET
  @Path("{name}/members")
  Page<User> members(
      @PathParam("organization") String organization,
      @PathParam("name") String name,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** A user joins. */
  @PUT
  @Path("{name}/members/{user}")
  void join(
      @PathParam("organization") String organization,
      @PathParam("name") String name,
      @PathParam("user") String user);

  /** A member leaves. */
  @DELETE
  @Path("{name}/members/{user}")
  void leave(
      @PathParam("organization") String organization,
      @PathParam("name") String name,
      @PathParam("user") String user);
}
