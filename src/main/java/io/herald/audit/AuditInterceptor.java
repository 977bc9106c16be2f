package io.herald.audit;

import io.herald.audit.AuditEntry.Actor;
import io.herald.audit.AuditLog.Noted;
import io.herald.security.Audited;
import io.herald.security.Caller;
import io.herald.security.ClientAddress;
import io.herald.security.OrganizationId;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts every call that changes something or shows what is secret, and does not fail, into the audit
 * log.
 */
@Audited
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class AuditInterceptor {

  private static final String BASE = "/v1/";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Inject AuditLog log;
  @Inject Concerned concerned;
  @Inject Caller caller;
  @Inject ClientAddress addresses;
  @Inject HttpServletRequest request;

  /** For CDI. */
  @SuppressWarnings("NullAway") // set by CDI
  public AuditInterceptor() {}

  @AroundInvoke
  Object audit(InvocationContext call) throws Exception {
    String http = httpMethod(call.getMethod()).orElse("GET");
    if (READING.contains(http) && !showsSecrets(call)) {
      return call.proceed();
    }
    String path = path();
    Optional<OrganizationId> owner = owner(path, http.equals("DELETE"));
    String template = http + " " + template(call.getMethod());
    return log.record(
        call::proceed,
        new Actor(
            caller.organization(),
            caller.name(),
            caller.credential(),
            caller.role().toString(),
            addresses.of(request)),
        result ->
            new Noted(
                owner.or(() -> organizationIn(result)).orElseGet(caller::organization),
                new AuditEntry.Change(
                    template, target(path, result), Details.of(call.getParameters()))));
  }

  /** By the very argument that the call gets: what it shows and what is noted cannot differ. */
  private static boolean showsSecrets(InvocationContext call) {
    Audited audited = call.getMethod().getAnnotation(Audited.class);
    if (audited == null || audited.whenAskedFor().isEmpty()) {
      return false;
    }
    Parameter[] parameters = call.getMethod().getParameters();
    for (int i = 0; i < parameters.length; i++) {
      QueryParam named = parameters[i].getAnnotation(QueryParam.class);
      if (named != null && named.value().equals(audited.whenAskedFor())) {
        return Boolean.parseBoolean(String.valueOf(call.getParameters()[i]));
      }
    }
    throw new IllegalStateException("no such parameter: " + audited.whenAskedFor());
  }

  /** From {@code /v1/} on, whatever the application's own path is. */
  private String path() {
    String uri = request.getRequestURI();
    int start = uri.indexOf(BASE);
    return start < 0 ? uri : uri.substring(start);
  }

  private Optional<OrganizationId> owner(String path, boolean deletes) {
    List<String> parts = List.of(path.substring(BASE.length()).split("/", -1));
    return parts.size() < 2
        ? Optional.empty()
        : concerned.by(parts.get(0), parts.get(1), deletes && parts.size() == 2);
  }

  private static String target(String path, @Nullable Object result) {
    boolean collection = path.indexOf('/', BASE.length()) < 0;
    String target =
        collection ? component(result, "id").map(id -> path + "/" + id).orElse(path) : path;
    return target.substring(0, Math.min(target.length(), 1000));
  }

  private static Optional<OrganizationId> organizationIn(@Nullable Object result) {
    return component(result, "organizationId")
        .filter(OrganizationId.class::isInstance)
        .map(OrganizationId.class::cast);
  }

  /** Of a view, or of the answer that carries one. */
  private static Optional<Object> component(@Nullable Object result, String name) {
    Object view = result instanceof Response response ? response.getEntity() : result;
    if (!(view instanceof Record)) {
      return Optional.empty();
    }
    return Arrays.stream(view.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .map(component -> value(view, component));
  }

  private static @Nullable Object value(Object view, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // views may be package-private
      return accessor.invoke(view);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }

  private static Optional<String> httpMethod(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (http != null) {
        return Optional.of(http.value());
      }
    }
    return Optional.empty();
  }

  private static String template(Method method) {
    Path root = method.getDeclaringClass().getAnnotation(Path.class);
    Path own = method.getAnnotation(Path.class);
    return BASE + (root == null ? "" : root.value()) + (own == null ? "" : "/" + own.value());
  }
}
