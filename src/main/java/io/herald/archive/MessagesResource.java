package io.herald.archive;

import io.herald.json.Parameters;
import io.herald.messages.MessageId;
import io.herald.problems.NotFound;
import io.herald.security.AllowedTo;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Recorded messages over HTTP. The wire contract, section 4. */
@Path("messages")
@Produces(MediaType.APPLICATION_JSON)
@Audited
@RequestScoped
public class MessagesResource {

  @Inject Caller caller;
  @Inject Reach reach;
  @Inject MessageArchive archive;
  @Inject Erasure erasure;

  /** Those about the token's organization and everything below it. */
  @GET
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public MessageList list(@BeanParam MessageFilter filter) {
    MessageFilter.Criteria wanted = filter.criteria();
    wanted.organization().ifPresent(reach::lookup);
    return archive.list(caller.organization(), wanted);
  }

  /** One with its deliveries. */
  @GET
  @Path("{id}")
  @AllowedTo({Role.ADMIN, Role.VIEWER})
  public WholeMessage get(@PathParam("id") String id) {
    MessageId wanted = Parameters.id(id, MessageId::parse);
    return archive
        .find(caller.organization(), wanted)
        .orElseThrow(() -> new NotFound("There is no message " + wanted + "."));
  }

  /** Erases what it says; the log's rows stay. */
  @DELETE
  @Path("{id}/content")
  @AllowedTo(Role.ADMIN)
  public void erase(@PathParam("id") String id) {
    erasure.erase(caller.organization(), Parameters.id(id, MessageId::parse));
  }
}
