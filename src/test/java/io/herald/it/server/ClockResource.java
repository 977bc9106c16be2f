package io.herald.it.server;

import io.herald.security.AllowedTo;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;

/**
 * {@code GET}: the server's time; {@code POST ?by=PT10S}: moves it forward; {@code POST stop}: it
 * stands; {@code DELETE}: back to real time.
 */
@Path("/test/clock")
@RequestScoped
@AllowedTo(Role.ADMIN)
public class ClockResource {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private MovableClocks clocks;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Clock clock;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String now() {
    return clock.instant().toString();
  }

  @POST
  public void advance(@QueryParam("by") String by) {
    clocks.advance(Duration.parse(by));
  }

  @POST
  @Path("stop")
  public void stop() {
    clocks.stop();
  }

  @DELETE
  public void restore() {
    clocks.restore();
  }
}
