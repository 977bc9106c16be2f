package io.herald.webhooks;

import io.herald.messages.JsonText;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.NotApplicable;
import io.herald.shaping.Subject;
import io.herald.shaping.Transformation;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body as a webhook wants it.
 *
 * @param text compact JSON; null where it stays as it was
 * @param error why the transformation did not apply; null where it did, or there is none
 */
record Shape(@Nullable String text, @Nullable String error) {

  private static final JsonProvider JSON = JsonProvider.provider();

  /** The members of a body of Standard Webhooks. */
  private static final Set<String> STANDARD = Set.of("type", "timestamp", "data");

  /** The members of an envelope. */
  private static final Set<String> ENVELOPE = Set.of("type", "webhook", "payload");

  /**
   * What {@code policy} makes of a body. Where the transformation does not apply, or what it makes
   * is too large, the body goes out without it: nothing is lost.
   *
   * @param subject the native body with {@link #metadata}
   */
  static Shape of(JsonObject subject, Policy policy) {
    Shape shape = transformed(subject, policy.transformation(), policy.format());
    return shape.error == null
        ? shape
        : new Shape(transformed(subject, null, policy.format()).text, shape.error);
  }

  private static Shape transformed(
      JsonObject subject, @Nullable Transformation transformation, BodyFormat format) {
    try {
      JsonValue made = transformation == null ? null : transformation.apply(subject);
      JsonValue body = format == BodyFormat.CLOUDEVENTS ? cloudEvent(subject, made) : made;
      return new Shape(body == null ? null : JsonText.of(body), null);
    } catch (NotApplicable | JsonText.TooLong e) {
      return new Shape(null, e.getMessage());
    }
  }

  /** CloudEvents 1.0, JSON event format. */
  private static JsonObject cloudEvent(JsonObject subject, @Nullable JsonValue transformed) {
    JsonObject metadata = subject.getJsonObject(Subject.METADATA);
    JsonObjectBuilder body = JSON.createObjectBuilder(subject).remove(Subject.METADATA);
    JsonObject nativeBody = body.build();
    boolean standard = nativeBody.keySet().equals(STANDARD);
    JsonValue data;
    if (transformed != null) {
      data = transformed;
    } else if (standard) {
      data = nativeBody.get("data");
    } else if (nativeBody.keySet().equals(ENVELOPE)) {
      data = nativeBody.get("payload");
    } else {
      data = JSON.createObjectBuilder(nativeBody).remove("type").build();
    }
    return JSON.createObjectBuilder()
        .add("specversion", "1.0") // first: it shows what was frozen
        .add("id", metadata.get("id"))
        .add("source", "/v1/organizations/" + metadata.getString("organizationId"))
        .add("type", metadata.get("type"))
        .add("time", standard ? nativeBody.get("timestamp") : metadata.get("recordedAt"))
        .add("datacontenttype", "application/json")
        .add("data", data)
        .build();
  }

  /** What filters and transformations are told about a message beside its body. */
  static JsonObject metadata(String id, String type, String organizationId, String recordedAt) {
    return JSON.createObjectBuilder()
        .add("id", id)
        .add("type", type)
        .add("organizationId", organizationId)
        .add("recordedAt", recordedAt)
        .build();
  }
}
