package io.herald.security;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;

/**
 * Puts a bearer token and a role before every resource method of Herald, by its {@link AllowedTo}.
 * A method that says nothing is open to nobody; {@code @PermitAll} needs no token. Resources of
 * others in the same WAR are theirs to guard.
 */
@Provider
@ApplicationScoped
public class AccessRules implements DynamicFeature {

  private final Authenticator authenticator;
  private final Caller caller;
  private final RequestLimits limits;
  private final ClientAddress addresses;
  private final HttpServletRequest request;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  public AccessRules() { // for the CDI proxy
    this(null, null, null, null, null);
  }

  @Inject
  public AccessRules(
      Authenticator authenticator,
      Caller caller,
      RequestLimits limits,
      ClientAddress addresses,
      HttpServletRequest request) {
    this.authenticator = authenticator;
    this.caller = caller;
    this.limits = limits;
    this.addresses = addresses;
    this.request = request; // a proxy of the present one
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    Class<?> type = resource.getResourceClass();
    if (!type.getPackageName().startsWith("io.herald")
        || resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
      return;
    }
    context.register(
        new BearerFilter(authenticator, caller, limits, () -> addresses.of(request)),
        Priorities.AUTHENTICATION);
    context.register(new RateLimitHeaders());
    context.register(
        new RoleFilter(allowed(resource.getResourceMethod(), type)), Priorities.AUTHORIZATION);
  }

  private static List<String> allowed(AnnotatedElement method, AnnotatedElement type) {
    AllowedTo own = method.getAnnotation(AllowedTo.class);
    AllowedTo rule = own == null ? type.getAnnotation(AllowedTo.class) : own;
    return rule == null ? List.of() : Arrays.stream(rule.value()).map(Role::toString).toList();
  }
}
