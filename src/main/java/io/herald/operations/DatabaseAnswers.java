package io.herald.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the database answers within two seconds. Without it nothing is accepted, so requests
 * should go to another node; a restart would not help, hence this is no liveness check.
 */
@Readiness
@ApplicationScoped
class DatabaseAnswers implements HealthCheck {

  private static final Logger LOG = Logger.getLogger(DatabaseAnswers.class.getName());
  private static final int SECONDS = 2;

  private final DataSource dataSource;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  DatabaseAnswers() { // for the CDI proxy
    this.dataSource = null;
  }

  /** Not a resource of its own: WildFly asks on a thread that knows no names of the application. */
  @Inject
  DatabaseAnswers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("database").status(answers()).build();
  }

  private boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The database does not answer: {0}", e.getMessage());
      return false;
    }
  }
}
