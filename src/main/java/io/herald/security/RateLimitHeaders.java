package io.herald.security;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Tells a caller what is left of its rate. */
class RateLimitHeaders implements ContainerResponseFilter {

  static final String TOLD = RateLimitHeaders.class.getName();

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
    if (request.getProperty(TOLD) instanceof RequestLimits.Told told) {
      answer.getHeaders().putSingle("RateLimit-Policy", told.policy());
      answer.getHeaders().putSingle("RateLimit", told.state());
    }
  }
}
