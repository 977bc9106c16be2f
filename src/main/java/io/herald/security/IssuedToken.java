package io.herald.security;

import java.time.Instant;

/** A token at the moment it is given out: the only answer that shows it. */
record IssuedToken(
    long id,
    String name,
    Role role,
    OrganizationId organizationId,
    Instant createdAt,
    String token) {

  static IssuedToken of(ApiToken issued, BearerToken token) {
    TokenView view = TokenView.of(issued);
    return new IssuedToken(
        view.id(),
        view.name(),
        view.role(),
        view.organizationId(),
        view.createdAt(),
        token.reveal());
  }

  @Override
  public String toString() {
    return "IssuedToken[id=" + id + "]";
  }
}
