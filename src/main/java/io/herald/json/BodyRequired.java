package io.herald.json;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Refuses a request without a content type where a record is to be read, unless the call is {@link
 * BodyOptional} and there is no body: then it reads the empty object, whatever the content type
 * says. Left alone, Jersey would ask no reader and hand null to the resource.
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
    public void filter(ContainerRequestContext request) throws IOException {
      boolean absent = BodyAbsent.in(request);
      if (request.getMediaType() == null || (absent && !optional)) {
        throw new NotSupportedException();
      }
      if (optional) {
        // not hasEntity(): RESTEasy goes by the headers
        PushbackInputStream body = new PushbackInputStream(request.getEntityStream());
        int first = absent ? -1 : body.read();
        if (first < 0) {
          request.setEntityStream(new ByteArrayInputStream(NOTHING));
        } else {
          body.unread(first);
          request.setEntityStream(body);
        }
      }
    }
  }
}
