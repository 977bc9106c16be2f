package io.herald.delivery;

import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where a receiver fetches the messages of a webhook. The wire contract, section 4. */
@Path("webhooks/{webhook}/poll")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PollResource {

  @Inject Caller caller;
  @Inject SteadyPolling polling;

  /** Acknowledges what the cursor covers; answers with what waits. */
  @GET
  @AllowedTo({Role.ADMIN, Role.PORTAL, Role.RECEIVER})
  public Response poll(@PathParam("webhook") String webhook, @BeanParam PollRequest request) {
    PolledMessages messages =
        polling.poll(caller.organization(), Parameters.number(webhook), request.wanted());
    return Response.ok(messages).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }
}
