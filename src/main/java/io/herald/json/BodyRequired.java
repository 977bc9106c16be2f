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
import java.util.Arrays;

/**
 * Refuses a request without a content type where a record is to be read: of such a one Jersey asks
 * no reader and hands null to the resource.
 */
@Provider
@Dependent
public class BodyRequired implements DynamicFeature {

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    if (Arrays.stream(resource.getResourceMethod().getParameterTypes()).anyMatch(OurRecords::is)) {
      context.register(new Check(), Priorities.ENTITY_CODER);
    }
  }

  private static class Check implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      if (request.getMediaType() == null) {
        throw new NotSupportedException();
      }
    }
  }
}
