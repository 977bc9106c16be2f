package io.herald.it;

import static io.herald.it.OpenApiDocument.list;
import static io.herald.it.OpenApiDocument.map;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import jakarta.json.Json;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares answers with what the OpenAPI document says of them: status, content type and body. Its
 * schemas (OpenAPI 3.0) are translated to JSON Schema 2020-12, and are closed: an answer with a
 * member that nobody documented does not match.
 */
final class DocumentedAnswers {

  /** What the document's introduction says of all calls at once. */
  private static final Set<Integer> OF_EVERY_CALL = Set.of(405, 406, 429, 503);

  private static final String SHARED = "urn:herald:openapi";
  private static final String REFERENCE = "#/components/schemas/";
  private static final String PROBLEM = "application/problem+json";

  /** What means the same in both dialects. */
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "enum",
          "required",
          "pattern",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties");

  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time",
          "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z$",
          "duration",
          "^-?P[0-9DTHMS.]+$",
          "uri",
          "^[a-z]+:");

  private final OpenApiDocument document;
  private final Validator validator;

  DocumentedAnswers(OpenApiDocument document) {
    this.document = document;
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(
                new JakartaJsonNode.Factory(JsonProvider.provider().createParserFactory(Map.of())))
            .createValidator();
    Map<String, Object> definitions = new LinkedHashMap<>();
    document.schemas().forEach((name, schema) -> definitions.put(name, translated(schema, false)));
    register(SHARED, Map.of("$defs", definitions));
    register(SHARED + ":problem", translated(Map.of("$ref", REFERENCE + "Problem"), true));
    for (Operation operation : document.operations()) {
      operation
          .responses()
          .forEach(
              (status, response) ->
                  schema(document.resolved(response), "application/json")
                      .ifPresent(
                          schema -> register(name(operation, status), translated(schema, true))));
    }
  }

  /** What is wrong with an answer; empty where it is as documented. */
  Optional<String> faultOf(Operation operation, Reply reply) {
    if (reply.status() >= 500) {
      return Optional.of("a fault of the server's");
    }
    Optional<Map<String, Object>> response = operation.response(reply.status());
    if (response.isEmpty() && !OF_EVERY_CALL.contains(reply.status())) {
      return Optional.of("the status is not documented");
    }
    return reply.status() >= 400
        ? faultOfProblem(reply)
        : faultOfAnswer(operation, reply, map(response.orElse(Map.of()).get("content")));
  }

  private Optional<String> faultOfProblem(Reply reply) {
    if (!reply.header("Content-Type").startsWith(PROBLEM)) {
      return Optional.of("a refusal that is no problem");
    }
    return invalid(SHARED + ":problem", reply.body())
        .or(
            () ->
                reply.json().getInt("status") == reply.status()
                    ? Optional.empty()
                    : Optional.of("another status in the body"));
  }

  private Optional<String> faultOfAnswer(
      Operation operation, Reply reply, Map<String, Object> content) {
    if (content.isEmpty()) {
      return reply.body().isEmpty() ? Optional.empty() : Optional.of("an undocumented body");
    }
    String type = reply.header("Content-Type").split(";", 2)[0];
    if (!content.containsKey(type)) {
      return Optional.of("the content type is not documented: " + type);
    }
    return type.equals("application/json")
        ? invalid(name(operation, String.valueOf(reply.status())), reply.body())
        : Optional.empty();
  }

  private Optional<String> invalid(String schema, String body) {
    Validator.Result result = validator.validate(URI.create(schema), body);
    if (result.isValid()) {
      return Optional.empty();
    }
    List<String> told = new ArrayList<>();
    result
        .getErrors()
        .forEach(error -> told.add(error.getInstanceLocation() + " " + error.getError()));
    return Optional.of("not as documented: " + told);
  }

  private void register(String name, Map<String, Object> schema) {
    var unused =
        validator.registerSchema(
            URI.create(name), (Object) Json.createObjectBuilder(schema).build());
  }

  private static String name(Operation operation, String status) {
    return SHARED + ":" + operation.id() + ":" + status;
  }

  private static Optional<Object> schema(Map<String, Object> response, String type) {
    return Optional.ofNullable(map(map(response.get("content")).get(type)).get("schema"));
  }

  /**
   * A schema in the other dialect.
   *
   * @param closed whether it is a whole, that is, not a part of an {@code allOf}
   */
  private Map<String, Object> translated(@Nullable Object node, boolean closed) {
    Map<String, Object> from = map(node);
    Map<String, Object> to = new LinkedHashMap<>();
    if (from.get("$ref") instanceof String reference) {
      to.put("$ref", SHARED + "#/$defs/" + reference.substring(REFERENCE.length()));
    }
    KEPT.stream().filter(from::containsKey).forEach(key -> to.put(key, from.get(key)));
    if (FORMATS.containsKey(String.valueOf(from.get("format"))) && !from.containsKey("pattern")) {
      to.put("pattern", FORMATS.get(String.valueOf(from.get("format"))));
    }
    if (from.containsKey("items")) {
      to.put("items", translated(from.get("items"), true));
    }
    if (from.containsKey("properties")) {
      Map<String, Object> properties = new LinkedHashMap<>();
      map(from.get("properties"))
          .forEach((name, schema) -> properties.put(name, translated(schema, true)));
      to.put("properties", properties);
    }
    if (from.containsKey("additionalProperties")) {
      Object others = from.get("additionalProperties");
      to.put("additionalProperties", others instanceof Boolean ? others : translated(others, true));
    }
    for (String key : List.of("allOf", "oneOf", "anyOf")) {
      if (from.containsKey(key)) {
        to.put(
            key,
            list(from.get(key)).stream()
                .map(part -> translated(part, closed && !key.equals("allOf")))
                .toList());
      }
    }
    if (closed && hasMembers(from) && !from.containsKey("oneOf")) {
      to.put("unevaluatedProperties", false);
    }
    return Boolean.TRUE.equals(from.get("nullable")) ? orNull(to) : to;
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    return Map.of("anyOf", List.of(Map.of("type", "null"), schema));
  }

  /** Whether it names the members of an object, and allows no others. */
  private boolean hasMembers(Map<String, Object> node) {
    Map<String, Object> schema = document.resolved(node);
    return !schema.containsKey("additionalProperties")
        && (schema.containsKey("properties")
            || list(schema.get("allOf")).stream().anyMatch(part -> hasMembers(map(part))));
  }
}
