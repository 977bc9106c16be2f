package io.herald.bench.server;

import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** {@code /v1/bench/null} and {@code /v1/bench/fire}. */
@Path("bench")
@ApplicationScoped
public class BenchResource {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Producers producers;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Caller caller;

  /**
   * Reads the body and answers as much as an event's acceptance does. The token is checked, as for
   * any call; nothing else happens.
   */
  @POST
  @Path("null")
  @AllowedTo(Role.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response nothing(InputStream body) throws IOException {
    body.readAllBytes();
    return Response.accepted("{\"ids\":[\"msg_0000000000000000000000000\"]}").build();
  }

  /** Fires events, each in a transaction of its own; answers how many when the time is over. */
  @POST
  @Path("fire")
  @AllowedTo(Role.ADMIN)
  @Produces(MediaType.TEXT_PLAIN)
  public String fire(
      @QueryParam("millis") long millis,
      @QueryParam("threads") int threads,
      @QueryParam("types") int types,
      @QueryParam("pad") int pad) {
    return String.valueOf(producers.run(caller.organization(), millis, threads, types, pad));
  }
}
