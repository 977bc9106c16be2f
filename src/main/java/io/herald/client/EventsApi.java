package io.herald.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of producers. Answers come when the events are safe. */
@Path("v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface EventsApi {

  /** Sends one; with a key of your own it may be sent again until an answer comes. */
  @POST
  SentEvents send(@HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, Event event);

  /** Sends up to 1,000, all or none. */
  @POST
  SentEvents sendAll(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, List<Event> events);
}
