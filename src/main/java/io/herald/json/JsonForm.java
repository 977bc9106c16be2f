package io.herald.json;

import jakarta.json.JsonValue;

/**
 * What stands in JSON in a form of its own. A class that implements this has also a {@code public
 * static T fromJson(JsonValue, JsonMistakes)}, which answers null where it told of a mistake.
 */
public interface JsonForm {

  /** As it was read. */
  JsonValue toJson();
}
