package io.herald.operations;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Startup;

/**
 * Live and started: the application is deployed, which it is only after its migrations and its
 * first start have gone through.
 */
@Liveness
@Startup
@ApplicationScoped
class Running implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("herald");
  }
}
