package io.herald.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Sends a token with every request; to be registered with a client. */
public class BearerToken implements ClientRequestFilter {

  private final String token;

  public BearerToken(String token) {
    this.token = token;
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle("Authorization", "Bearer " + token);
  }
}
