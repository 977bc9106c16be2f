package io.herald.client;

import java.time.Instant;

/** A token at the moment it is given out: the only answer that shows it. */
public record IssuedToken(
    long id, String name, String role, String organizationId, Instant createdAt, String token) {

  @Override
  public String toString() { // the token is nobody's business
    return "IssuedToken[id=" + id + "]";
  }
}
