package io.herald.storage;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Has EclipseLink report at once that the database is away. By itself it repeats a query outside of
 * a transaction three times, five seconds apart, while the caller waits and a thread with it; who
 * calls is told to come again, and connections heal by themselves. Named in {@code
 * persistence.xml}.
 */
public class TriedOnce implements SessionCustomizer {

  @Override
  public void customize(Session session) {
    if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
      login.setQueryRetryAttemptCount(0);
      login.setConnectionHealthValidatedOnError(false);
    }
  }
}
