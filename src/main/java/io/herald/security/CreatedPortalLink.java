package io.herald.security;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A portal link at the moment it is made: the only answer that shows it.
 *
 * @param token what the link carries, for who embeds the console in a page of its own
 * @param url of the console with the token as its fragment, which browsers send to nobody
 */
record CreatedPortalLink(
    long id,
    String name,
    OrganizationId organizationId,
    Instant createdAt,
    @Nullable Instant expiresAt,
    String token,
    String url) {

  static CreatedPortalLink of(ApiToken issued, BearerToken token, URI console) {
    PortalLinkView view = PortalLinkView.of(issued);
    return new CreatedPortalLink(
        view.id(),
        view.name(),
        view.organizationId(),
        view.createdAt(),
        view.expiresAt(),
        token.reveal(),
        console + "#portal=" + token.reveal());
  }

  @Override
  public String toString() {
    return "CreatedPortalLink[id=" + id + "]";
  }
}
