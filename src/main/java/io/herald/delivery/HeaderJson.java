package io.herald.delivery;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Map;

/** Headers as they are kept: a JSON object; several values of one name as an array. */
final class HeaderJson {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private static final JsonReaderFactory READERS =
      JsonProvider.provider().createReaderFactory(Map.of());

  private HeaderJson() {}

  static String of(Map<String, String> headers) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    headers.forEach(object::add);
    return object.build().toString();
  }

  static String ofMany(Map<String, List<String>> headers) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    headers.forEach(
        (received, values) -> {
          String name = clean(received);
          if (values.size() == 1) {
            object.add(name, clean(values.get(0)));
          } else {
            JsonArrayBuilder array = JSON.createArrayBuilder();
            values.forEach(value -> array.add(clean(value)));
            object.add(name, array);
          }
        });
    return object.build().toString();
  }

  static JsonObject parse(String json) {
    try (JsonReader reader = READERS.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  /**
   * Without control characters, which no header may have: PostgreSQL keeps no NUL, and each of the
   * others would be six characters of JSON.
   */
  private static String clean(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isControl(value.charAt(i))) {
        StringBuilder kept = new StringBuilder(value.length());
        value.chars().filter(c -> !isControl(c)).forEach(c -> kept.append((char) c));
        return kept.toString();
      }
    }
    return value;
  }

  private static boolean isControl(int c) {
    return c < 0x20 && c != '\t';
  }
}
