package io.herald.client;

import java.time.Instant;

/**
 * A portal link at the moment it is made: the only answer that shows it.
 *
 * @param token what the link carries
 * @param url of the console, with the token as its fragment
 */
public record CreatedPortalLink(
    long id,
    String name,
    String organizationId,
    Instant createdAt,
    Instant expiresAt,
    String token,
    String url) {

  @Override
  public String toString() { // the token is nobody's business
    return "CreatedPortalLink[id=" + id + "]";
  }
}
