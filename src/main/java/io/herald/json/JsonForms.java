package io.herald.json;

import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reads what has a {@link JsonForm}. */
final class JsonForms {

  private static final ClassValue<Method> READERS =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            return type.getMethod("fromJson", JsonValue.class, JsonMistakes.class);
          } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no fromJson", e);
          }
        }
      };

  private JsonForms() {}

  /** Null where something is wrong, which {@code mistakes} then tells. */
  static @Nullable Object bind(Class<?> type, JsonValue json, String pointer, Mistakes mistakes) {
    JsonMistakes here = (below, detail) -> mistakes.add(pointer + below, detail);
    try {
      return READERS.get(type).invoke(null, json, here);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(type + " must be public", e);
    }
  }
}
