package io.herald.it.server;

import io.herald.client.BearerToken;
import io.herald.client.Event;
import io.herald.client.EventTypesApi;
import io.herald.client.EventsApi;
import io.herald.client.MessagesApi;
import io.herald.client.RegisterEventType;
import io.herald.security.AllowedTo;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Calls the server that it runs in by MicroProfile REST Client; answers the body of a message. */
@Path("/test/typed-client")
@RequestScoped
@AllowedTo(Role.ADMIN)
public class TypedClientResource {

  @POST
  @Produces(MediaType.TEXT_PLAIN)
  public String call(
      @Context UriInfo uri,
      @HeaderParam("Authorization") String authorization,
      @QueryParam("organizationId") String organization) {
    URI server = URI.create("http://127.0.0.1:" + uri.getBaseUri().getPort());
    BearerToken token = new BearerToken(authorization.substring("Bearer ".length()));
    api(EventTypesApi.class, server, token)
        .register(
            new RegisterEventType(
                "typed.event",
                null,
                Map.of("required", List.of("n")),
                Map.of("n", 1),
                null,
                null,
                organization));
    String id =
        api(EventsApi.class, server, token)
            .send("typed", Event.now("typed.event", organization, Map.of("n", 1)))
            .messageIds()
            .get(0);
    return String.valueOf(api(MessagesApi.class, server, token).get(id).body());
  }

  private static <T> T api(Class<T> type, URI server, BearerToken token) {
    return RestClientBuilder.newBuilder().baseUri(server).register(token).build(type);
  }
}
