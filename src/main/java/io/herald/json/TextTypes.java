package io.herald.json;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/**
 * Types that are text in JSON: those with a public static {@code parse(String)}, which answers an
 * {@code Optional} of the type, or the type itself and throws an {@code IllegalArgumentException}
 * with a sentence. They are written by {@code toString()}.
 */
final class TextTypes {

  private static final ClassValue<Optional<Method>> PARSE =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          try {
            Method parse = type.getMethod("parse", String.class);
            boolean ours =
                Modifier.isStatic(parse.getModifiers())
                    && (parse.getReturnType() == type || parse.getReturnType() == Optional.class);
            return ours ? Optional.of(parse) : Optional.empty();
          } catch (NoSuchMethodException e) {
            return Optional.empty();
          }
        }
      };

  private TextTypes() {}

  static boolean is(Class<?> type) {
    return PARSE.get(type).isPresent();
  }

  /**
   * @throws IllegalArgumentException where {@code text} is none of {@code type}, with a sentence
   */
  static Object parse(Class<?> type, String text) {
    try {
      Object parsed = PARSE.get(type).orElseThrow().invoke(null, text);
      return parsed instanceof Optional<?> found
          ? found.orElseThrow(() -> new IllegalArgumentException("is not a valid id"))
          : parsed;
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
