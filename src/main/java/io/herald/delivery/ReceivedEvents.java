package io.herald.delivery;

import io.herald.json.RecordBinder;
import io.herald.json.StrictJson;
import io.herald.messages.Message;
import io.herald.messages.Messages;
import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.security.Caller;
import io.herald.security.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes messages of the body of {@code POST /v1/events}: an event of ours or an array of them, a
 * CloudEvent in structured or binary mode, or a batch of them.
 */
@ApplicationScoped
class ReceivedEvents {

  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private static final int MAX_EVENTS = 1000;

  /** An array of a thousand wrong events gets no answer of a thousand entries. */
  private static final int MAX_TOLD = 100;

  private final Caller caller;
  private final Reach reach;
  private final Messages messages;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  ReceivedEvents() { // for the CDI proxy
    this.caller = null;
    this.reach = null;
    this.messages = null;
  }

  @Inject
  ReceivedEvents(Caller caller, Reach reach, Messages messages) {
    this.caller = caller;
    this.reach = reach;
    this.messages = messages;
  }

  /**
   * The messages that the request asks for, in its order.
   *
   * @throws BadRequest where the body is not JSON, or neither event nor array
   * @throws Rejected naming what breaks a rule, of all events
   */
  List<Message> read(HttpHeaders headers, byte[] body) {
    JsonValue json = StrictJson.parse(body);
    Map<String, List<String>> all = headers.getRequestHeaders();
    String type = headers.getMediaType().getType() + "/" + headers.getMediaType().getSubtype();
    return switch (type) {
      case CLOUD_EVENT -> List.of(message(cloud(json, ""), ""));
      case CLOUD_EVENTS -> array(json, this::cloud);
      default -> {
        if (CloudEvent.isBinary(all)) {
          yield List.of(message(CloudEvent.binary(all, json).event(caller.organization()), ""));
        }
        if (json instanceof JsonObject) {
          yield List.of(message(own(json, ""), ""));
        }
        yield array(json, ReceivedEvents::own);
      }
    };
  }

  private interface Reader {
    SendEvent read(JsonValue json, String pointer);
  }

  private List<Message> array(JsonValue json, Reader reader) {
    if (!(json instanceof JsonArray array)) {
      throw new BadRequest("The body must be an event or an array of events.", List.of());
    }
    if (array.isEmpty() || array.size() > MAX_EVENTS) {
      throw new Rejected("", "An array must have 1 to " + MAX_EVENTS + " events.");
    }
    List<Message> read = new ArrayList<>(array.size());
    List<FieldError> faults = new ArrayList<>();
    for (int i = 0; i < array.size() && faults.size() < MAX_TOLD; i++) {
      try {
        String pointer = "/" + i;
        read.add(message(reader.read(array.get(i), pointer), pointer));
      } catch (Rejected e) {
        faults.addAll(e.errors());
      }
    }
    if (!faults.isEmpty()) {
      throw new Rejected("No event was recorded: the array breaks rules.", faults);
    }
    return read;
  }

  private static SendEvent own(JsonValue json, String pointer) {
    return RecordBinder.bind(SendEvent.class, json, pointer);
  }

  private SendEvent cloud(JsonValue json, String pointer) {
    return CloudEvent.structured(json, pointer).event(caller.organization());
  }

  private Message message(SendEvent event, String pointer) {
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
