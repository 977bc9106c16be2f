package io.herald.shaping;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;

/**
 * What filters and transformations look at: a body, and beside its members what it does not say.
 */
public final class Subject {

  /** The member beside those of the body. */
  public static final String METADATA = "$message";

  private static final JsonProvider JSON = JsonProvider.provider();

  private Subject() {}

  /** The body with {@code metadata} beside its members. */
  public static JsonObject of(JsonObject body, JsonObject metadata) {
    JsonObjectBuilder subject = JSON.createObjectBuilder(body);
    return subject.add(METADATA, metadata).build();
  }

  /** The body alone. */
  static JsonObject body(JsonObject subject) {
    return JSON.createObjectBuilder(subject).remove(METADATA).build();
  }
}
