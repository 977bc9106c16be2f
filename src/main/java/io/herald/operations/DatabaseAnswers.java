package io.herald.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
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

  @Resource(lookup = "java:app/jdbc/herald")
  @SuppressWarnings("NullAway") // set by the container
  DataSource dataSource;

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
