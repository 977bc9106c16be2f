package io.herald.json;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets a request of this API that has neither a body nor a content type pass for JSON until its
 * call is known, and {@link BodyRequired} decides. RESTEasy finds no call that reads a body for it
 * otherwise.
 */
@Provider
@PreMatching
@Dependent
public class BodyAbsent implements ContainerRequestFilter {

  private static final String PROPERTY = BodyAbsent.class.getName();

  /** Whether {@code request} came without a body and without a content type. */
  static boolean in(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) != null;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (isOurs(request)
        && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null
        && request.getHeaderString("Transfer-Encoding") == null
        && request.getLength() <= 0) {
      request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
      request.setProperty(PROPERTY, true);
    }
  }

  /** A customer's WAR may hold applications of its own, at other paths. */
  private static boolean isOurs(ContainerRequestContext request) {
    return request.getUriInfo().getBaseUri().getPath().endsWith("/v1/");
  }
}
