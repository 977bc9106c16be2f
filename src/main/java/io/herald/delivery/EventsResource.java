package io.herald.delivery;

import io.herald.problems.TooLarge;
import io.herald.security.AllowedTo;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Takes events of producers outside of this server. The wire contract, section 4. One object for
 * all requests, because making one for each costs Payara as much as reading its JSON.
 */
@Path("events")
@Consumes({MediaType.APPLICATION_JSON, ReceivedEvents.CLOUD_EVENT, ReceivedEvents.CLOUD_EVENTS})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EventsResource {

  /** Of the whole request; what one body may have is checked for each. */
  private static final int MAX_BYTES = 8 << 20;

  @Inject Caller caller;
  @Inject ReceivedEvents received;
  @Inject Producers producers;

  /** One event, or an array: all of them are recorded or none. Answers after the commit. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PUBLISHER})
  public void send(
      InputStream body, @Context HttpHeaders headers, @Suspended AsyncResponse response)
      throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new TooLarge(MAX_BYTES);
    }
    Optional<IdempotencyKey> key = IdempotencyKey.of(caller.organization(), headers, bytes);
    var answer =
        key.isPresent()
            ? producers.acceptOnce(key.get(), () -> received.read(headers, bytes))
            : producers.accept(received.read(headers, bytes));
    var unused =
        answer.whenComplete(
            (accepted, refusal) -> {
              if (refusal == null) {
                response.resume(ok(accepted));
              } else { // as a Throwable: an Object that is one would be sent as the body of a 200
                response.resume(unwrapped(refusal));
              }
            });
  }

  /** A later stage wraps what an earlier one failed with. */
  private static Throwable unwrapped(Throwable refusal) {
    return refusal instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : refusal;
  }

  private static Response ok(Producers.Accepted accepted) {
    Response.ResponseBuilder answer =
        Response.accepted(accepted.json().getBytes(StandardCharsets.UTF_8))
            .type(MediaType.APPLICATION_JSON_TYPE);
    if (accepted.again()) {
      answer.header("Idempotency-Replayed", true);
    }
    return answer.build();
  }
}
