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

/** Organizations; absent where the directory is switched off. */
@Path("v1/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface OrganizationsApi {

  /** By name; {@code *} in a name stands for any text. */
  @GET
  Page<Organization> list(
      @QueryParam("parentId") @Nullable String parentId,
      @QueryParam("name") @Nullable String name,
      @QueryParam("page") @Nullable Integer page,
      @QueryParam("size") @Nullable Integer size);

  /** Creates one. */
  @POST
  Organization create(CreateOrganization organization);

  /** One organization. */
  @GET
  @Path("{id}")
  Organization get(@PathParam("id") String id);

  /** Changes the members that the map names. */
  @PATCH
  @Path("{id}")
  Organization change(@PathParam("id") String id, Map<String, Object> changes);

  /** Deletes it and all below it. */
  @DELETE
  @Path("{id}")
  void delete(@PathParam("id") String id);
}
