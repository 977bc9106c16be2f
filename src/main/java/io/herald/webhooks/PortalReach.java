package io.herald.webhooks;

import io.herald.json.Parameters;
import io.herald.problems.NotFound;
import io.herald.security.Caller;
import io.herald.security.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps who came by a portal link to the webhooks of the one organization that the link is for.
 * Tokens reach what is below their organization as well, which is how webhooks are looked up.
 */
@Provider
@ApplicationScoped
public class PortalReach implements DynamicFeature {

  private static final Pattern OF_ONE_WEBHOOK = Pattern.compile("^/?webhooks/+\\{(\\w+)");

  private final Webhooks webhooks;
  private final Caller caller;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public PortalReach() { // for the CDI proxy
    this(null, null);
  }

  @Inject
  public PortalReach(Webhooks webhooks, Caller caller) {
    this.webhooks = webhooks;
    this.caller = caller;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Matcher ofOneWebhook = OF_ONE_WEBHOOK.matcher(path(resource));
    if (resource.getResourceClass().getPackageName().startsWith("io.herald")
        && ofOneWebhook.find()) {
      context.register(
          new OneOrganization(webhooks, caller, ofOneWebhook.group(1)),
          Priorities.AUTHORIZATION + 1);
    }
  }

  /** Classes may name the whole path, or methods the end of it. */
  private static String path(ResourceInfo resource) {
    Path root = resource.getResourceClass().getAnnotation(Path.class);
    Path own = resource.getResourceMethod().getAnnotation(Path.class);
    return (root == null ? "" : root.value()) + "/" + (own == null ? "" : own.value());
  }

  private record OneOrganization(Webhooks webhooks, Caller caller, String parameter)
      implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
      if (caller.role() != Role.PORTAL) {
        return;
      }
      String id = request.getUriInfo().getPathParameters().getFirst(parameter);
      boolean mine =
          webhooks
              .find(caller.organization(), Parameters.number(id == null ? "" : id))
              .filter(webhook -> webhook.owner().equals(caller.organization()))
              .isPresent();
      if (!mine) {
        throw new NotFound("There is no webhook " + id + ".");
      }
    }
  }
}
