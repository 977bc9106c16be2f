package io.herald.security;

import io.herald.problems.Unauthenticated;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks every request for a bearer token (RFC 6750) and says to the rest of the request who is
 * calling. Always challenges: the servers' own mechanisms differ in what an anonymous caller gets.
 */
class BearerFilter implements ContainerRequestFilter {

  private static final String SCHEME = "bearer ";

  private final Authenticator authenticator;
  private final Caller caller;
  private final RequestLimits limits;
  private final Supplier<String> address;

  BearerFilter(
      Authenticator authenticator, Caller caller, RequestLimits limits, Supplier<String> address) {
    this.authenticator = authenticator;
    this.caller = caller;
    this.limits = limits;
    this.address = address;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Identity identity = identify(token(request.getHeaders().get(HttpHeaders.AUTHORIZATION)));
    limits
        .request(identity.credential())
        .ifPresent(told -> request.setProperty(RateLimitHeaders.TOLD, told));
    caller.is(identity);
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new As(identity, secure));
  }

  /** A token that was good a while ago is always looked up: others share the address. */
  private Identity identify(String token) {
    if (!authenticator.remembers(token)) {
      limits.mayTry(address.get());
    }
    return authenticator
        .identify(token)
        .orElseGet(
            () -> {
              limits.wasWrong(address.get());
              throw new Unauthenticated("The token is not valid.");
            });
  }

  private static String token(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      throw new Unauthenticated("A bearer token is needed.");
    }
    String header = headers.get(0);
    if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new Unauthenticated("The Authorization header must be one bearer token.");
    }
    return header.substring(SCHEME.length()).strip();
  }

  private record As(Identity identity, boolean isSecure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return identity::name;
    }

    @Override
    public boolean isUserInRole(String role) {
      return identity.role().toString().equals(role);
    }

    @Override
    public String getAuthenticationScheme() {
      return "BEARER";
    }
  }
}
