package io.herald.messages;

import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compact JSON text that survives UTF-8, the database and a signature without a changed byte. */
final class JsonText {

  private static final JsonProvider JSON = JsonProvider.provider(); // each look-up reads the WAR

  private JsonText() {}

  /** An object with what {@code members} writes, in that order. */
  static String object(Consumer<JsonGenerator> members) {
    StringWriter text = new StringWriter(128);
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.writeStartObject();
      members.accept(generator);
      generator.writeEnd();
    }
    return wellFormed(text.toString());
  }

  /** A string literal, or {@code null}. */
  static String literal(@Nullable String value) {
    return value == null ? "null" : wellFormed(JSON.createValue(value).toString());
  }

  /**
   * Escapes half surrogate pairs, which JSON can say and UTF-8 cannot: they would become question
   * marks on the wire, and PostgreSQL refuses them. They can only stand within a string literal.
   */
  private static String wellFormed(String json) {
    int at = firstHalfPair(json, 0);
    if (at < 0) {
      return json;
    }
    StringBuilder text = new StringBuilder(json.length() + 16);
    int from = 0;
    for (; at >= 0; from = at + 1, at = firstHalfPair(json, from)) {
      text.append(json, from, at).append("\\u").append(Integer.toHexString(json.charAt(at)));
    }
    return text.append(json, from, json.length()).toString();
  }

  private static int firstHalfPair(String json, int from) {
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < json.length()
                && Character.isLowSurrogate(json.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
