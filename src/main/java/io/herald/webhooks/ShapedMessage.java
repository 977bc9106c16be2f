package io.herald.webhooks;

import io.herald.messages.Body;
import io.herald.messages.Message;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.Subject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the webhooks that match: who of them hears it, and what it looks like
 * there. Parsed once, and only if one of them has a filter, a transformation or a format. For one
 * thread.
 */
public final class ShapedMessage {

  private static final JsonProvider JSON = JsonProvider.provider();

  private final Message message;
  private @Nullable JsonObject parsed;

  public ShapedMessage(Message message) {
    this.message = message;
  }

  /** Whether the webhook's filter lets it through. */
  public boolean heardBy(Target target) {
    return target.policy().filter() == null || target.policy().filter().matches(subject(target));
  }

  /**
   * What a webhook is sent.
   *
   * @param text exactly
   * @param error why its transformation did not apply, so that the text is as it would be without;
   *     null where it did, or there is none
   */
  public record ShapedBody(String text, @Nullable String error) {}

  /** What the webhook is sent. */
  public ShapedBody bodyFor(Target target) {
    String body = message.bodyFor(target.webhookId(), target.ownerName(), target.name());
    Policy policy = target.policy();
    if (policy.transformation() == null && policy.format() == BodyFormat.NATIVE) {
      return new ShapedBody(body, null);
    }
    Shape shape = Shape.of(subject(target), policy);
    return new ShapedBody(shape.text() == null ? body : shape.text(), shape.error());
  }

  private JsonObject subject(Target target) {
    JsonObject body = parsed();
    if (message.body() instanceof Body.Enveloped) {
      body =
          JSON.createObjectBuilder()
              .add("type", message.type().name())
              .add(
                  "webhook",
                  JSON.createObjectBuilder()
                      .add("id", Long.toString(target.webhookId()))
                      .add("organization", target.ownerName())
                      .add(
                          "name",
                          target.name() == null ? JsonValue.NULL : JSON.createValue(target.name())))
              .add("payload", body)
              .build();
    }
    return Subject.of(
        body,
        Shape.metadata(
            message.id().toString(),
            message.type().name(),
            message.organization().toString(),
            message.recordedAt().toString()));
  }

  private JsonObject parsed() {
    if (parsed == null) {
      try (JsonReader reader = JSON.createReader(new StringReader(message.body().json()))) {
        parsed = reader.readObject();
      }
    }
    return parsed;
  }
}
