package io.herald.it;

import io.herald.testing.Patience;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of the REST API, with one token. Sends and returns text; {@link Reply} reads it. */
public record Api(URI address, String token) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The same server with another token; an empty one sends none. */
  public Api as(String otherToken) {
    return new Api(address, otherToken);
  }

  Api anonymous() {
    return as("");
  }

  public Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Reply post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Reply post(String path, String json) {
    return send("POST", path, BodyPublishers.ofString(json));
  }

  Reply post(String path, JsonValue json) {
    return post(path, json.toString());
  }

  Reply patch(String path, String json) {
    return send("PATCH", path, BodyPublishers.ofString(json));
  }

  Reply put(String path) {
    return send("PUT", path, BodyPublishers.noBody());
  }

  /** A request of any shape, for what the methods above do not say. */
  Reply send(HttpRequest.Builder request) {
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A request with this token, to be completed. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Patience.LONG);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private Reply send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = request(path).method(method, body);
    return send(
        body.contentLength() == 0 ? request : request.header("Content-Type", "application/json"));
  }
}
