package io.herald.catalog;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The types that Herald raises itself, described in {@code built-in-types.json}. */
final class BuiltInTypes {

  private static final SortedMap<String, EventTypeView> BY_NAME = read();

  private BuiltInTypes() {}

  static Optional<EventTypeView> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All of them, by name. */
  static Map<String, EventTypeView> byName() {
    return BY_NAME;
  }

  private static SortedMap<String, EventTypeView> read() {
    try (InputStream in =
            Objects.requireNonNull(BuiltInTypes.class.getResourceAsStream("built-in-types.json"));
        JsonReader reader = JsonProvider.provider().createReader(in)) {
      SortedMap<String, EventTypeView> types = new TreeMap<>();
      for (JsonObject type : reader.readArray().getValuesAs(JsonObject.class)) {
        EventTypeView view =
            new EventTypeView(
                type.getString("name"),
                type.getString("description"),
                type.getJsonObject("schema"),
                type.getJsonObject("example"),
                false,
                false,
                true,
                null,
                null,
                null);
        types.put(view.name(), view);
      }
      return types;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
