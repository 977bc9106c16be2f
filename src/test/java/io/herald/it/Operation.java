package io.herald.it;

import static io.herald.it.OpenApiDocument.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call, as the OpenAPI document has it.
 *
 * @param method in upper case
 * @param path with its parameters in braces
 * @param parameters of path and query
 */
record Operation(
    OpenApiDocument document,
    String method,
    String path,
    List<Map<String, Object>> parameters,
    Map<String, Object> described) {

  String id() {
    return String.valueOf(described.get("operationId"));
  }

  boolean hasBody() {
    return described.containsKey("requestBody");
  }

  /** Of a body in plain JSON; empty without one. */
  Map<String, Object> requestSchema() {
    Map<String, Object> content =
        map(document.resolved(described.get("requestBody")).get("content"));
    return map(map(content.get("application/json")).get("schema"));
  }

  /** What is said of answers with a status; empty where nothing is. */
  Optional<Map<String, Object>> response(int status) {
    @Nullable Object response = map(described.get("responses")).get(String.valueOf(status));
    return response == null ? Optional.empty() : Optional.of(document.resolved(response));
  }

  /** The parts of the answers that are described. */
  Map<String, Object> responses() {
    return map(described.get("responses"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
