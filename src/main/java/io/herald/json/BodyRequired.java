package io.herald.json;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Refuses a request without a content type where a record is to be read, unless the call is {@link
 * BodyOptional} and there is no body: of such a one Jersey asks no reader and hands null to the
 * resource.
 */
@Provider
@Dependent
public class BodyRequired implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (Arrays.stream(resource.getResourceMethod().getParameterTypes()).anyMatch(OurRecords::is)) {
      boolean optional = resource.getResourceMethod().isAnnotationPresent(BodyOptional.class);
      context.register(new Check(optional), Priorities.ENTITY_CODER);
    }
  }

  private record Check(boolean optional) implements ContainerRequestFilter {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getMediaType() != null) {
        return;
      }
      if (!optional || hasBody(request)) {
        throw new NotSupportedException();
      }
      request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
      request.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
      request.setEntityStream(new ByteArrayInputStream(NOTHING));
    }

    /** RESTEasy says of a body without a content type that there is none. */
    private static boolean hasBody(ContainerRequestContext request) {
      return request.hasEntity()
          || request.getLength() > 0
          || request.getHeaderString("Transfer-Encoding") != null;
    }
  }
}
