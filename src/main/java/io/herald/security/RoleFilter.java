package io.herald.security;

import io.herald.problems.Forbidden;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Set;

/** Lets the named roles pass. */
record RoleFilter(Set<String> allowed) implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (allowed.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
      throw new Forbidden("The token's role does not allow this.");
    }
  }
}
