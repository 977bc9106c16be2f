package io.herald.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;

/** What the API answered. */
public record Reply(int status, HttpHeaders headers, String body) {

  /** This reply, if it has the status. */
  public Reply expect(int expected) {
    if (status != expected) {
      throw new AssertionError("%d, not %d: %s".formatted(status, expected, body));
    }
    return this;
  }

  public JsonObject json() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  public JsonArray array() {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readArray();
    }
  }

  /** The first value of a header; empty without one. */
  String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
