package io.herald.messages;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compact JSON text that survives UTF-8, the database and a signature without a changed byte. */
public final class JsonText {

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

  /** It does not fit where bodies are kept. */
  public static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;

    private TooLong() {
      super("the body would be too long", null, false, false);
    }
  }

  /**
   * This value.
   *
   * @throws TooLong where that is more than a body may be; it stops there
   */
  public static String of(JsonValue value) throws TooLong {
    BoundedWriter text = new BoundedWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.write(value);
    } catch (JsonException e) {
      if (text.full) {
        throw new TooLong();
      }
      throw e;
    }
    return wellFormed(text.toString());
  }

  /** Of a value of which parts share memory the text can be larger than memory. */
  private static final class BoundedWriter extends StringWriter {

    private static final int MOST = 1 << 19;
    private boolean full;

    @Override
    public void write(char[] characters, int offset, int length) {
      if (full || getBuffer().length() + length > MOST) {
        full = true;
        throw new JsonException("too long");
      }
      super.write(characters, offset, length);
    }
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
