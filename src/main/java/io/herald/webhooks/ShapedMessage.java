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
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to the webhooks that match: who of them hears it, and what it looks like
 * there. Parsed once, and only if one of them has a filter, a transformation or a format. For one
 * thread.
 */
public final class ShapedMessage {

  private static final Logger LOG = Logger.getLogger(ShapedMessage.class.getName());
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

  /** The exact text that the webhook is sent. */
  public String bodyFor(Target target) {
    String body = message.bodyFor(target.webhookId(), target.ownerName(), target.name());
    Policy policy = target.policy();
    if (policy.transformation() == null && policy.format() == BodyFormat.NATIVE) {
      return body;
    }
    Shape shape = Shape.of(subject(target), policy);
    if (shape.error() != null) {
      LOG.log(
          Level.FINE,
          "message {0} for webhook {1} goes out as it is: {2}",
          new Object[] {message.id(), target.webhookId(), shape.error()});
    }
    return shape.text() == null ? body : shape.text();
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
