package io.herald.json;

import io.herald.problems.BadRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON from a stranger: UTF-8 without mistakes, no name twice in an object, at most {@value
 * #MAX_DEPTH} levels, numbers of at most {@value #MAX_DIGITS} characters and with exponents of at
 * most {@value #MAX_EXPONENT}. Everything else is a {@link BadRequest}, so that no parser
 * downstream can be led into recursion, quadratic number parsing, numbers of a billion digits or a
 * meaning that another reader of the same text would not see.
 */
public final class StrictJson {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_DIGITS = 100;
  private static final int MAX_EXPONENT = 1000;
  private static final JsonProvider JSON = JsonProvider.provider();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The one value that {@code utf8} holds.
   *
   * @throws BadRequest where it is not JSON, or breaks a rule above
   */
  public static JsonValue parse(byte[] utf8) {
    try (JsonParser parser = JSON.createParser(new StringReader(decode(utf8)))) {
      if (!parser.hasNext()) {
        throw notJson();
      }
      JsonValue value = new StrictJson(parser).value(parser.next(), "", 1);
      if (parser.hasNext()) {
        throw notJson();
      }
      return value;
    } catch (JsonException e) {
      // its message quotes the input and differs by implementation
      throw notJson();
    }
  }

  private static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRequest("The body is not valid UTF-8.", List.of());
    }
  }

  private static BadRequest notJson() {
    return new BadRequest("The body is not valid JSON.", List.of());
  }

  private JsonValue value(Event event, String pointer, int depth) {
    if (depth > MAX_DEPTH) {
      throw new BadRequest(pointer, "The body nests more than " + MAX_DEPTH + " levels.");
    }
    return switch (event) {
      case START_OBJECT -> object(pointer, depth);
      case START_ARRAY -> array(pointer, depth);
      case VALUE_NUMBER -> number(pointer);
      case VALUE_STRING -> JSON.createValue(parser.getString());
      case VALUE_TRUE -> JsonValue.TRUE;
      case VALUE_FALSE -> JsonValue.FALSE;
      case VALUE_NULL -> JsonValue.NULL;
      default -> throw notJson();
    };
  }

  private JsonObject object(String pointer, int depth) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    Set<String> names = new HashSet<>();
    for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
      String name = parser.getString();
      String member = Pointers.child(pointer, name);
      if (!names.add(name)) {
        throw new BadRequest(member, "The body has a name twice in one object.");
      }
      object.add(name, value(parser.next(), member, depth + 1));
    }
    return object.build();
  }

  private JsonArray array(String pointer, int depth) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    int index = 0;
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      array.add(value(event, Pointers.child(pointer, index++), depth + 1));
    }
    return array.build();
  }

  private JsonValue number(String pointer) {
    if (parser.getString().length() > MAX_DIGITS) {
      throw new BadRequest(pointer, "The body has a number of more than 100 characters.");
    }
    try {
      JsonNumber number = (JsonNumber) parser.getValue();
      if (Math.abs((long) number.bigDecimalValue().scale()) <= MAX_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the exponent does not even fit into an int
    }
    throw new BadRequest(pointer, "The body has a number with an exponent of more than 1000.");
  }
}
