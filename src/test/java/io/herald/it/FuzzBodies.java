package io.herald.it;

import static io.herald.it.OpenApiDocument.list;
import static io.herald.it.OpenApiDocument.map;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes bodies that a schema of the OpenAPI document allows, mostly from its examples, and spoils
 * them.
 */
final class FuzzBodies {

  /** What must be another one each time. */
  private static final Set<String> UNIQUE = Set.of("name", "username");

  private static final String NOWHERE = "https://127.0.0.1:1/hooks/";

  private final OpenApiDocument document;
  private final Random random;
  private final Map<String, String> known;
  private long made;

  /**
   * @param known values of members whatever the schema says, in JSON
   */
  FuzzBodies(OpenApiDocument document, Random random, Map<String, String> known) {
    this.document = document;
    this.random = random;
    this.known = known;
  }

  /** What the schema allows; with everything in it that is not required, or by chance. */
  Object valid(Map<String, Object> schema, boolean everything) {
    return json(value("", schema, everything));
  }

  /** What the schema of a parameter allows, encoded. */
  String parameter(String name, Map<String, Object> schema) {
    return URLEncoder.encode(String.valueOf(value(name, schema, false)), StandardCharsets.UTF_8);
  }

  /** One thing in it is another one, missing, or one too many. */
  Object spoilt(Object json, List<String> nonsense) {
    return json instanceof Map<?, ?> object
        ? spoiltObject(map(object), nonsense)
        : json instanceof List<?> values && !values.isEmpty()
            ? spoiltArray(values, nonsense)
            : parsed(oneOf(nonsense));
  }

  private Object spoiltObject(Map<String, Object> object, List<String> nonsense) {
    Map<String, Object> spoilt = new LinkedHashMap<>(object);
    List<String> names = List.copyOf(object.keySet());
    if (names.isEmpty() || random.nextInt(8) == 0) {
      spoilt.put("nonsense", parsed(oneOf(nonsense)));
      return spoilt;
    }
    String name = oneOf(names);
    switch (random.nextInt(4)) {
      case 0 -> spoilt.remove(name);
      case 1 -> spoilt.put(name, parsed(oneOf(nonsense)));
      default -> spoilt.computeIfPresent(name, (key, value) -> spoilt(value, nonsense));
    }
    return spoilt;
  }

  private Object spoiltArray(List<?> values, List<String> nonsense) {
    List<Object> spoilt = new ArrayList<>(values);
    int at = random.nextInt(spoilt.size());
    spoilt.set(at, spoilt(spoilt.get(at), nonsense));
    return spoilt;
  }

  /** As it goes over the wire. */
  static String text(Object json) {
    return json(json).toString();
  }

  private Object value(String name, Map<String, Object> node, boolean everything) {
    Map<String, Object> schema = document.resolved(node);
    if (known.containsKey(name)) {
      return parsed(known.getOrDefault(name, ""));
    }
    if (name.equals("callbackUrl")) {
      return NOWHERE + ++made;
    }
    if (UNIQUE.contains(name)) {
      return "fuzz" + System.nanoTime() + "x" + ++made;
    }
    if (name.equals("email")) {
      return "fuzz" + ++made + "@example.com";
    }
    if (schema.containsKey("example")) {
      return schema.get("example");
    }
    if (schema.containsKey("enum")) {
      return oneOf(list(schema.get("enum")));
    }
    if (schema.containsKey("oneOf")) {
      return value(name, map(oneOf(list(schema.get("oneOf")))), everything);
    }
    List<?> parts = list(schema.get("allOf"));
    if (parts.size() == 1 && !schema.containsKey("properties")) {
      return value(name, map(parts.get(0)), everything);
    }
    if (schema.containsKey("properties") || !parts.isEmpty()) {
      Map<String, Object> object = new LinkedHashMap<>();
      members(schema, object, everything);
      return object;
    }
    return simple(schema, everything);
  }

  private Object simple(Map<String, Object> schema, boolean everything) {
    return switch (String.valueOf(schema.get("type"))) {
      case "array" -> List.of(value("", map(schema.get("items")), everything));
      case "boolean" -> schema.getOrDefault("default", true);
      case "integer", "number" -> schema.getOrDefault("minimum", schema.getOrDefault("default", 1));
      case "object" -> Map.of("a", 1);
      default ->
          switch (String.valueOf(schema.get("format"))) {
            case "date-time" -> "2026-01-02T03:04:05Z";
            case "duration" -> "PT1H";
            default -> "fuzz";
          };
    };
  }

  private void members(Map<String, Object> schema, Map<String, Object> object, boolean everything) {
    for (Object part : list(schema.get("allOf"))) {
      members(document.resolved(part), object, everything);
    }
    List<?> required = list(schema.get("required"));
    map(schema.get("properties"))
        .forEach(
            (name, member) -> {
              if (required.contains(name) || everything || random.nextInt(3) == 0) {
                object.put(name, value(name, map(member), everything));
              }
            });
  }

  private static JsonValue json(@Nullable Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof JsonValue json) {
      return json;
    }
    return Json.createArrayBuilder(List.of(value)).build().get(0);
  }

  private static JsonValue parsed(String json) {
    try (var reader = Json.createReader(new StringReader("[" + json + "]"))) {
      return reader.readArray().get(0);
    }
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
