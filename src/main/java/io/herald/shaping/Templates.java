package io.herald.shaping;

import io.herald.json.JsonMistakes;
import io.herald.json.Pointers;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON with holes: an object {@code {"$pointer": "/data/id"}}, perhaps with a {@code "$default"},
 * stands for what a JSON Pointer (RFC 6901) finds.
 */
final class Templates {

  private static final int MOST_CHARACTERS = 16 * 1024;
  private static final String POINTER = "$pointer";
  private static final String DEFAULT = "$default";
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final JsonProvider JSON = JsonProvider.provider();

  private Templates() {}

  static boolean check(@Nullable JsonValue template, String pointer, JsonMistakes mistakes) {
    if (!(template instanceof JsonObject) || template.toString().length() > MOST_CHARACTERS) {
      mistakes.add(pointer, "must be an object of at most " + MOST_CHARACTERS + " characters");
      return false;
    }
    return sound(template, pointer, mistakes);
  }

  private static boolean sound(JsonValue template, String pointer, JsonMistakes mistakes) {
    boolean sound = true;
    if (template instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        sound &= sound(array.get(i), Pointers.child(pointer, i), mistakes);
      }
    } else if (template instanceof JsonObject object && object.containsKey(POINTER)) {
      sound = Patches.isPointer(object.get(POINTER), pointer + "/" + POINTER, mistakes);
      for (String name : object.keySet()) {
        if (!Set.of(POINTER, DEFAULT).contains(name)) {
          mistakes.add(Pointers.child(pointer, name), "is not known beside " + POINTER);
          sound = false;
        }
      }
    } else if (template instanceof JsonObject object) {
      for (String name : object.keySet()) {
        sound &= sound(object.get(name), Pointers.child(pointer, name), mistakes);
      }
    }
    return sound;
  }

  static JsonValue fill(@Nullable JsonValue template, JsonObject subject) {
    if (template instanceof JsonArray array) {
      JsonArrayBuilder filled = JSON.createArrayBuilder();
      array.forEach(element -> filled.add(fill(element, subject)));
      return filled.build();
    }
    if (template instanceof JsonObject object) {
      if (object.containsKey(POINTER)) {
        return found(
            object.getString(POINTER), object.getOrDefault(DEFAULT, JsonValue.NULL), subject);
      }
      JsonObjectBuilder filled = JSON.createObjectBuilder();
      object.forEach((name, member) -> filled.add(name, fill(member, subject)));
      return filled.build();
    }
    return template == null ? JsonValue.NULL : template;
  }

  private static JsonValue found(String pointer, JsonValue otherwise, JsonObject subject) {
    if (pointer.isEmpty()) {
      return Subject.body(subject);
    }
    JsonValue at = subject;
    for (String part : pointer.substring(1).split("/", -1)) {
      at = step(at, part.replace("~1", "/").replace("~0", "~"));
      if (at == null) {
        return otherwise;
      }
    }
    return at;
  }

  /**
   * What an element or member holds; null where there is none. The library's own pointers quote the
   * whole body in an exception where something is missing, a template can miss hundreds of times,
   * and everybody's events wait meanwhile.
   */
  private static @Nullable JsonValue step(JsonValue from, String part) {
    if (from instanceof JsonObject object) {
      return object.get(part);
    }
    return from instanceof JsonArray array
            && INDEX.matcher(part).matches()
            && Integer.parseInt(part) < array.size()
        ? array.get(Integer.parseInt(part))
        : null;
  }
}
