package io.herald.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java values of JSON values: text, booleans, whole and decimal numbers, instants (ISO 8601
 * with an offset, cut to milliseconds), durations (ISO 8601), types with a static {@code
 * parse(String)}, enums by {@code toString()}, lists, maps with text keys (of which the values may
 * be null where they are declared so), nested records, {@link Alternatives}, and JSON itself where
 * a component is declared as JSON.
 */
final class ValueBinder {

  private ValueBinder() {}

  /** Null where something is wrong, which {@code mistakes} then tells. */
  static @Nullable Object bind(
      AnnotatedType declared, JsonValue json, String pointer, Mistakes mistakes) {
    Class<?> type = rawType(declared.getType());
    if (JsonValue.class.isAssignableFrom(type)) {
      return json(type, json, pointer, mistakes);
    }
    if (List.class == type) {
      return list(argument(declared, 0), json, pointer, mistakes);
    }
    if (Map.class == type) {
      return map(argument(declared, 1), json, pointer, mistakes);
    }
    if (JsonForm.class.isAssignableFrom(type)) {
      return JsonForms.bind(type, json, pointer, mistakes);
    }
    if (Alternatives.are(type)) {
      return Alternatives.bind(type, json, pointer, mistakes);
    }
    if (type.isRecord() && !TextTypes.is(type)) {
      return RecordBinder.bind(type, json, pointer, mistakes);
    }
    try {
      return scalar(type, json);
    } catch (IllegalArgumentException e) {
      mistakes.add(pointer, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static Object scalar(Class<?> type, JsonValue json) {
    if (type == Boolean.class || type == boolean.class) {
      return switch (json.getValueType()) {
        case TRUE -> true;
        case FALSE -> false;
        default -> throw new IllegalArgumentException("must be true or false");
      };
    }
    if (type == Integer.class || type == int.class) {
      return (int) whole(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == Long.class || type == long.class) {
      return whole(json, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == BigDecimal.class) {
      return number(json);
    }
    return ofText(type, text(json));
  }

  private static Object ofText(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (type == Instant.class) {
      return Timestamp.parse(text).orElseThrow(() -> new IllegalArgumentException(Timestamp.RULE));
    }
    if (type == Duration.class) {
      try {
        return Duration.parse(text);
      } catch (DateTimeException | ArithmeticException e) {
        throw new IllegalArgumentException("must be an ISO 8601 duration, such as PT10S", e);
      }
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    if (TextTypes.is(type)) {
      return TextTypes.parse(type, text);
    }
    throw new IllegalStateException("no such thing in JSON: " + type.getName());
  }

  private static String text(JsonValue json) {
    if (!(json instanceof JsonString string)) {
      throw new IllegalArgumentException("must be text");
    }
    if (!Text.isSound(string.getString())) {
      throw new IllegalArgumentException("must hold neither NUL nor half a surrogate pair");
    }
    return string.getString();
  }

  private static BigDecimal number(JsonValue json) {
    if (json instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    throw new IllegalArgumentException("must be a number");
  }

  private static long whole(JsonValue json, long min, long max) {
    BigDecimal number = number(json);
    try {
      long whole = number.longValueExact();
      if (whole >= min && whole <= max) {
        return whole;
      }
    } catch (ArithmeticException e) {
      // has a fraction, or is beyond all bounds
    }
    throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
  }

  private static Object constant(Class<?> type, String text) {
    Object[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(constant -> constant.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(constants)
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))));
  }

  private static @Nullable Object json(
      Class<?> type, JsonValue json, String pointer, Mistakes mistakes) {
    if (type.isInstance(json)) {
      return json;
    }
    mistakes.add(pointer, type == JsonObject.class ? "must be an object" : "must be an array");
    return null;
  }

  private static @Nullable List<?> list(
      AnnotatedType of, JsonValue json, String pointer, Mistakes mistakes) {
    if (!(json instanceof JsonArray array)) {
      mistakes.add(pointer, "must be an array");
      return null;
    }
    int before = mistakes.count();
    List<@Nullable Object> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(element(of, array.get(i), Pointers.child(pointer, i), mistakes));
    }
    return mistakes.count() == before ? List.copyOf(elements) : null;
  }

  private static @Nullable Map<String, ?> map(
      AnnotatedType of, JsonValue json, String pointer, Mistakes mistakes) {
    if (!(json instanceof JsonObject object)) {
      mistakes.add(pointer, "must be an object");
      return null;
    }
    int before = mistakes.count();
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          String entry = Pointers.child(pointer, name);
          if (!Text.isSound(name)) {
            mistakes.add(entry, "must hold neither NUL nor half a surrogate pair");
          }
          entries.put(name, element(of, value, entry, mistakes));
        });
    return mistakes.count() == before ? entries : null;
  }

  private static @Nullable Object element(
      AnnotatedType of, JsonValue json, String pointer, Mistakes mistakes) {
    if (json == JsonValue.NULL && of.isAnnotationPresent(Nullable.class)) {
      return null;
    }
    if (json == JsonValue.NULL && !JsonValue.class.isAssignableFrom(rawType(of.getType()))) {
      mistakes.add(pointer, "must not be null");
      return null;
    }
    return bind(of, json, pointer, mistakes);
  }

  private static AnnotatedType argument(AnnotatedType declared, int index) {
    return ((AnnotatedParameterizedType) declared).getAnnotatedActualTypeArguments()[index];
  }

  private static Class<?> rawType(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }
}
