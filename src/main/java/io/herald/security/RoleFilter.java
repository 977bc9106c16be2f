package io.herald.security;

import io.herald.problems.Forbidden;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.List;

/**
 * Lets the named roles pass, and tells the others which they are: they are in the API's document.
 */
record RoleFilter(List<String> allowed) implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (allowed.stream().noneMatch(request.getSecurityContext()::isUserInRole)) {
      throw new Forbidden(
          "The token's role does not allow this; needed is one of: "
              + String.join(", ", allowed)
              + ".");
    }
  }
}
