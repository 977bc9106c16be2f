package io.herald.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Interfaces of which JSON names the implementing record in a member of its own, as JSON Binding's
 * {@link JsonbTypeInfo} says.
 */
final class Alternatives {

  private static final ClassValue<Optional<JsonbTypeInfo>> OF =
      new ClassValue<>() {
        @Override
        protected Optional<JsonbTypeInfo> computeValue(Class<?> type) {
          JsonbTypeInfo own = type.getAnnotation(JsonbTypeInfo.class);
          return own != null
              ? Optional.of(own)
              : Arrays.stream(type.getInterfaces())
                  .flatMap(each -> OF.get(each).stream())
                  .findFirst();
        }
      };

  private Alternatives() {}

  static boolean are(Class<?> type) {
    return type.isInterface() && OF.get(type).isPresent();
  }

  /** Null where something is wrong, which {@code mistakes} then tells. */
  static @Nullable Object bind(Class<?> type, JsonValue json, String pointer, Mistakes mistakes) {
    JsonbTypeInfo info = OF.get(type).orElseThrow();
    if (!(json instanceof JsonObject object)) {
      mistakes.add(pointer, "must be an object");
      return null;
    }
    for (JsonbSubtype each : info.value()) {
      if (object.get(info.key()) instanceof JsonString text
          && text.getString().equals(each.alias())) {
        return RecordBinder.bind(each.type(), object, info.key(), pointer, mistakes);
      }
    }
    mistakes.add(
        Pointers.child(pointer, info.key()),
        "must be one of "
            + Arrays.stream(info.value())
                .map(JsonbSubtype::alias)
                .collect(Collectors.joining(", ")));
    return null;
  }

  /** The member that says which alternative a record of this class is; empty where none need. */
  static Optional<String> key(Class<?> type) {
    return OF.get(type).map(JsonbTypeInfo::key);
  }

  /** What {@link #key} says of this class. */
  static String alias(Class<?> type) {
    return Arrays.stream(OF.get(type).orElseThrow().value())
        .filter(each -> each.type() == type)
        .map(JsonbSubtype::alias)
        .findFirst()
        .orElseThrow();
  }
}
