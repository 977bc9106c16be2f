package io.herald.shaping;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Map;

/**
 * Applies a tenant's JSON Patch, one operation after the other. What is copied shares memory with
 * what it was copied from, so that thirty copies of the whole into itself make a body that no
 * memory holds once it is written, or quoted in an error message; and moved deeper and deeper one
 * that no stack holds. Both end here.
 */
final class BoundedPatch {

  /** Of all copies together, about as many characters as a body may have. */
  private static final int MOST_COPIED = 1 << 19;

  /** Of what is copied or moved, and of where to. */
  private static final int DEEPEST = 128;

  private static final JsonProvider JSON = JsonProvider.provider();

  private int left = MOST_COPIED;

  private BoundedPatch() {}

  /**
   * What {@code operations} make of {@code subject}.
   *
   * @throws NotApplicable where it would be too large or too deep
   * @throws jakarta.json.JsonException where an operation does not apply
   */
  static JsonObject apply(JsonArray operations, JsonObject subject) throws NotApplicable {
    BoundedPatch patch = new BoundedPatch();
    JsonObject result = subject;
    for (JsonObject operation : operations.getValuesAs(JsonObject.class)) {
      patch.check(operation, result);
      result = JSON.createPatch(JSON.createArrayBuilder().add(operation).build()).apply(result);
    }
    return result;
  }

  private void check(JsonObject operation, JsonObject subject) throws NotApplicable {
    if (operation.getString("path").chars().filter(c -> c == '/').count() > DEEPEST) {
      throw new NotApplicable("the patch does not apply: a path is too deep");
    }
    boolean copies = operation.getString("op").equals("copy");
    if (copies || operation.getString("op").equals("move")) {
      JsonPointer from = JSON.createPointer(operation.getString("from"));
      int before = left;
      spend(from.getValue(subject), 0);
      left = copies ? left : before;
    }
  }

  private void spend(JsonValue value, int depth) throws NotApplicable {
    left -= 1 + (value instanceof JsonString text ? text.getChars().length() : 0);
    if (left < 0 || depth > DEEPEST) {
      throw new NotApplicable("the patch does not apply: it makes the body too large or too deep");
    }
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.entrySet()) {
        left -= member.getKey().length();
        spend(member.getValue(), depth + 1);
      }
    } else if (value instanceof JsonArray array) {
      for (JsonValue element : array) {
        spend(element, depth + 1);
      }
    }
  }
}
