package io.herald.shaping;

import java.util.List;
import java.util.Locale;

/** What a body looks like to the receiver. */
public enum BodyFormat {
  /** As the wire contract, section 1, has it. */
  NATIVE,
  /** CloudEvents 1.0, structured: {@code application/cloudevents+json}. */
  CLOUDEVENTS;

  private static final String CLOUD_EVENT = "{\"specversion\":\"1.0\",";

  /**
   * Of a body as it was recorded: whatever the webhook says by now, what was frozen is sent as what
   * it is.
   */
  public static String contentType(String body) {
    return body.startsWith(CLOUD_EVENT)
        ? "application/cloudevents+json; charset=utf-8"
        : "application/json";
  }

  /**
   * Of an array of such bodies; one of CloudEvents holds nothing else (its JSON format, section 4).
   */
  public static String batchContentType(List<String> bodies) {
    return bodies.stream().allMatch(body -> body.startsWith(CLOUD_EVENT))
        ? "application/cloudevents-batch+json; charset=utf-8"
        : "application/json";
  }

  /** As written in JSON: {@code native}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
