package io.herald.replays;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.json.Parameters;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Replays of a part of a webhook's log. The wire contract, section 4. */
@Path("webhooks/{webhook}/replays")
@Produces(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class ReplaysResource {

  @Inject Caller caller;
  @Inject Replays replays;

  @PathParam("webhook")
  String webhook = "";

  /** Starts one and answers 202; a dry run answers 200 with the count alone. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public Response start(StartReplay command) {
    command.check();
    return command.onlyCounts()
        ? Response.ok(replays.count(caller.organization(), webhookId(), command)).build()
        : Response.accepted(replays.start(caller.organization(), webhookId(), command)).build();
  }

  /** The newest first. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public Page<ReplayView> page(@BeanParam PageRequest pageRequest) {
    return replays.page(caller.organization(), webhookId(), pageRequest);
  }

  /** One with its progress. */
  @GET
  @Path("{replay}")
  @AllowedTo({Role.ADMIN, Role.VIEWER, Role.PORTAL})
  public ReplayView one(@PathParam("replay") String replay) {
    return replays.find(caller.organization(), webhookId(), Parameters.number(replay));
  }

  /** Stops it for a while. */
  @POST
  @Path("{replay}/pause")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public ReplayView pause(@PathParam("replay") String replay) {
    return replays.pause(caller.organization(), webhookId(), Parameters.number(replay));
  }

  /** Lets it go on. */
  @POST
  @Path("{replay}/resume")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public ReplayView resume(@PathParam("replay") String replay) {
    return replays.resume(caller.organization(), webhookId(), Parameters.number(replay));
  }

  /** Ends it; what was sent stays sent. */
  @POST
  @Path("{replay}/cancel")
  @AllowedTo({Role.ADMIN, Role.PORTAL})
  public ReplayView cancel(@PathParam("replay") String replay) {
    return replays.cancel(caller.organization(), webhookId(), Parameters.number(replay));
  }

  private long webhookId() {
    return Parameters.number(webhook);
  }
}
