package io.herald;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;

/**
 * The REST API, below {@code /v1}: Herald's own resources and providers, and no others that are in
 * the same WAR. A producer's resources would be reachable here as well, past whatever guards them
 * at their own path.
 */
@ApplicationPath("/v1")
public class HeraldApplication extends Application {

  /** All of ours are beans, so that nobody has to list them. */
  @Override
  public Set<Class<?>> getClasses() {
    return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(HeraldApplication::isOurs)
        .collect(toUnmodifiableSet());
  }

  private static boolean isOurs(Class<?> type) {
    return type.getPackageName().startsWith(HeraldApplication.class.getPackageName())
        && (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(Provider.class));
  }

  /** Jersey would answer OPTIONS with a WADL of its own making, to anybody. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
