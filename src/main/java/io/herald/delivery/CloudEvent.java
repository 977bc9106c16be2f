package io.herald.delivery;

import io.herald.json.RecordBinder;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event in the form of CloudEvents 1.0. Its {@code type}, {@code time} and {@code data} become
 * the message's; the extension {@code organizationid} says whom it is about. Other attributes are
 * checked and not passed on.
 *
 * @param organizationid absent: the token's organization
 */
record CloudEvent(
    @Pattern(regexp = "1\\.0", message = "must be 1.0") String specversion,
    @Size(min = 1) String id,
    @Size(min = 1) String source,
    @Size(max = 128) @Pattern(regexp = SendEvent.TYPE, message = SendEvent.TYPE_RULE) String type,
    @Nullable OrganizationId organizationid,
    @Nullable Instant time,
    @Pattern(
            regexp = "(?i)(application|text)/([-!#$&^_.+a-z0-9]+\\+)?json *(;.*)?",
            message = "must be JSON")
        @Nullable String datacontenttype,
    JsonObject data) {

  private static final String HEADER = "ce-";
  private static final List<String> ATTRIBUTES =
      List.of("specversion", "id", "source", "type", "organizationid", "time", "datacontenttype");
  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  /** Whether the headers are those of binary mode, where the body is the data. */
  static boolean isBinary(Map<String, List<String>> headers) {
    return headers.keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals("ce-specversion") || name.equals("ce-type"));
  }

  /**
   * One in structured mode.
   *
   * @param pointer to it within the body
   * @throws Rejected naming every attribute at fault
   */
  static CloudEvent structured(JsonValue json, String pointer) {
    if (!(json instanceof JsonObject object)) {
      throw new Rejected(pointer, "must be an object");
    }
    if (object.containsKey("data_base64")) {
      throw new Rejected(pointer + "/data_base64", "is not taken: data must be a JSON object");
    }
    JsonObjectBuilder known = JSON.createObjectBuilder();
    ATTRIBUTES.stream()
        .filter(object::containsKey)
        .forEach(name -> known.add(name, object.get(name)));
    if (object.containsKey("data")) {
      known.add("data", object.get("data"));
    }
    return RecordBinder.bind(CloudEvent.class, known.build(), pointer);
  }

  /**
   * One in binary mode.
   *
   * @throws Rejected naming every header at fault
   */
  static CloudEvent binary(Map<String, List<String>> headers, JsonValue data) {
    JsonObjectBuilder known = JSON.createObjectBuilder();
    headers.forEach(
        (name, values) -> {
          String attribute = name.toLowerCase(Locale.ROOT);
          if (attribute.startsWith(HEADER)
              && ATTRIBUTES.contains(attribute.substring(HEADER.length()))
              && !attribute.equals("ce-datacontenttype")) { // Content-Type says so
            known.add(
                attribute.substring(HEADER.length()), decoded(attribute, String.join(",", values)));
          }
        });
    try {
      return RecordBinder.bind(CloudEvent.class, known.add("data", data).build(), "");
    } catch (Rejected e) {
      List<FieldError> errors =
          e.errors().stream()
              .map(error -> new FieldError(header(error.pointer()), error.detail()))
              .toList();
      throw new Rejected("The event breaks a rule of CloudEvents.", errors);
    }
  }

  private static String header(String pointer) {
    return pointer.startsWith("/data")
        ? pointer.substring("/data".length())
        : HEADER + pointer.substring(1);
  }

  /** Headers have characters beyond ASCII in percent-encoding. */
  private static String decoded(String header, String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Rejected(header, "has a percent sign that begins no encoded character");
    }
  }

  SendEvent event(OrganizationId own) {
    return new SendEvent(type, organizationid == null ? own : organizationid, data, time);
  }
}
