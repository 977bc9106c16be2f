package io.herald.shaping;

import io.herald.json.JsonMistakes;
import io.herald.json.Pointers;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of RFC 6902, section 4, checked before a patch meets its first body. */
final class Patches {

  private static final int MOST_OPERATIONS = 100;
  private static final int MOST_CHARACTERS = 16 * 1024; // every node has all of them in memory

  /** What an operation needs beside {@code op} and {@code path}. */
  private static final Map<String, Set<String>> OPERATIONS =
      Map.of(
          "add", Set.of("value"),
          "remove", Set.of(),
          "replace", Set.of("value"),
          "move", Set.of("from"),
          "copy", Set.of("from"),
          "test", Set.of("value"));

  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~0|~1)*)*");

  private Patches() {}

  static boolean check(@Nullable JsonValue patch, String pointer, JsonMistakes mistakes) {
    if (!(patch instanceof JsonArray operations) || operations.size() > MOST_OPERATIONS) {
      mistakes.add(pointer, "must be an array of at most " + MOST_OPERATIONS + " operations");
      return false;
    }
    if (operations.toString().length() > MOST_CHARACTERS) {
      mistakes.add(pointer, "must have at most " + MOST_CHARACTERS + " characters");
      return false;
    }
    boolean sound = true;
    for (int i = 0; i < operations.size(); i++) {
      sound &= operation(operations.get(i), Pointers.child(pointer, i), mistakes);
    }
    return sound;
  }

  private static boolean operation(JsonValue json, String pointer, JsonMistakes mistakes) {
    if (!(json instanceof JsonObject operation)) {
      mistakes.add(pointer, "must be an object");
      return false;
    }
    Set<String> needed =
        operation.get("op") instanceof JsonString op ? OPERATIONS.get(op.getString()) : null;
    if (needed == null) {
      mistakes.add(pointer + "/op", "must be one of add, remove, replace, move, copy, test");
      return false;
    }
    boolean sound = isPointer(operation.get("path"), pointer + "/path", mistakes);
    if (needed.contains("from")) {
      sound &= isPointer(operation.get("from"), pointer + "/from", mistakes);
    }
    if (needed.contains("value") && !operation.containsKey("value")) {
      mistakes.add(pointer + "/value", "is required");
      sound = false;
    }
    return sound;
  }

  static boolean isPointer(@Nullable JsonValue json, String pointer, JsonMistakes mistakes) {
    boolean sound = json instanceof JsonString text && POINTER.matcher(text.getString()).matches();
    if (!sound) {
      mistakes.add(pointer, "must be a JSON Pointer, such as /data/id");
    }
    return sound;
  }
}
