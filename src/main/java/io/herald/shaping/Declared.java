package io.herald.shaping;

import io.herald.json.JsonForm;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has declared as JSON; it is what was declared, and nothing else tells two apart.
 */
abstract class Declared implements JsonForm {

  private final JsonObject source;

  Declared(JsonObject source) {
    this.source = source;
  }

  @Override
  public final JsonValue toJson() {
    return source;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Declared that
        && getClass() == that.getClass()
        && source.equals(that.source);
  }

  @Override
  public final int hashCode() {
    return source.hashCode();
  }

  @Override
  public final String toString() {
    return source.toString();
  }
}
