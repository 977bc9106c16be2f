package io.herald.problems;

import java.util.Map;

/**
 * What the server itself refuses before a resource is reached, or a resource with a plain status.
 *
 * @param kind the last part of the {@code urn:herald:problem:} type
 */
record HttpRefusal(String kind, String title, String detail) {

  private static final Map<Integer, HttpRefusal> KNOWN =
      Map.of(
          400, new HttpRefusal("bad-request", "Bad request", "The request is malformed."),
          401, new HttpRefusal("unauthenticated", "Unauthenticated", "A valid token is needed."),
          403, new HttpRefusal("forbidden", "Forbidden", "The token's role does not allow this."),
          404, new HttpRefusal("not-found", "Not found", "There is nothing at this address."),
          405,
              new HttpRefusal(
                  "method-not-allowed",
                  "Method not allowed",
                  "This address does not take that method."),
          406, new HttpRefusal("not-acceptable", "Not acceptable", "The answer would be JSON."),
          413, new HttpRefusal("too-large", "Too large", "The body is too large."),
          415,
              new HttpRefusal(
                  "unsupported-media-type",
                  "Unsupported media type",
                  "The body must be sent as application/json."),
          429, new HttpRefusal("too-many-requests", "Too many requests", "Slow down, please."),
          503, new HttpRefusal("unavailable", "Unavailable", "Try again in a while."));

  /** What to say of {@code status}, 400 to 599. */
  static HttpRefusal of(int status) {
    HttpRefusal known = KNOWN.get(status);
    if (known != null) {
      return known;
    }
    return status < 500
        ? new HttpRefusal("bad-request", "Bad request", "The request can't be served.")
        : new HttpRefusal("internal", "Internal error", "Something went wrong on our side.");
  }
}
