package io.herald.delivery;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.messages.Message;
import io.herald.messages.Messages;
import io.herald.problems.BadRequest;
import io.herald.problems.Rejected;
import io.herald.problems.TooLarge;
import io.herald.security.AllowedTo;
import io.herald.security.Reach;
import io.herald.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Takes events of producers outside of this server. The wire contract, section 4. */
@Path("events")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {

  private static final int MAX_EVENTS = 1000;

  /** Of the whole request; what one body may have is checked for each. */
  private static final int MAX_BYTES = 8 << 20;

  @Inject Reach reach;
  @Inject Messages messages;
  @Inject GroupCommit groupCommit;

  /** One event, or an array: all of them are recorded or none. Answers after the commit. */
  @POST
  @AllowedTo({Role.ADMIN, Role.PUBLISHER})
  public void send(InputStream body, @Suspended AsyncResponse response) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new TooLarge(MAX_BYTES);
    }
    List<Message> recorded = new ArrayList<>();
    JsonValue json = StrictJson.parse(bytes);
    if (json instanceof JsonArray array) {
      if (array.isEmpty() || array.size() > MAX_EVENTS) {
        throw new Rejected("", "An array must have 1 to " + MAX_EVENTS + " events.");
      }
      for (int i = 0; i < array.size(); i++) {
        recorded.add(message(array.get(i), "/" + i));
      }
    } else if (json instanceof JsonObject) {
      recorded.add(message(json, ""));
    } else {
      throw new BadRequest("The body must be an event or an array of events.", List.of());
    }
    SentEvents sent = new SentEvents(recorded.stream().map(Message::id).toList());
    var unused =
        groupCommit
            .record(recorded)
            .whenComplete(
                (committed, refusal) ->
                    response.resume(refusal == null ? Response.accepted(sent).build() : refusal));
  }

  private Message message(JsonValue json, String pointer) {
    SendEvent event = RecordBinder.bind(SendEvent.class, json, pointer);
    if (event.forged()) {
      throw new Rejected(pointer + "/type", "is raised by Herald alone");
    }
    if (!reach.to(event.organizationId())) {
      throw new Rejected(
          pointer + "/organizationId", "is not an organization that this token reaches");
    }
    try {
      return messages.of(event.event());
    } catch (Rejected e) {
      throw e.within(pointer);
    }
  }
}
