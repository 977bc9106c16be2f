package io.herald.catalog;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** Objects as they are kept in the database: text that was checked on its way in. */
final class StoredJson {

  private static final JsonProvider JSON = JsonProvider.provider();

  private StoredJson() {}

  static @Nullable JsonObject object(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
