package io.herald.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnexpectedMapperTest {

  static Stream<Arguments> causes() {
    return Stream.of(
        arguments(new SQLException("connection refused", "08001"), 503),
        arguments(new SQLException("deadlock", "40P01"), 503),
        arguments(new SQLException("disk full", "53100"), 503),
        arguments(new SQLException("shutting down", "57P01"), 503),
        arguments(new SQLTransientConnectionException("no connection in time"), 503),
        arguments(new SQLNonTransientConnectionException("database closed", "90098"), 503),
        arguments(commitFailed(new SQLException("terminated", "57P01")), 503),
        arguments(commitFailed(new SQLException("duplicate key", "23505")), 500),
        arguments(new SQLException("duplicate key", "23505"), 500),
        arguments(new SQLException("syntax error", "42601"), 500),
        arguments(new IllegalStateException("a bug"), 500),
        arguments(new NotFound("There is nothing at this address."), 404));
  }

  /** As WildFly's transaction manager throws it. */
  private static Exception commitFailed(SQLException said) {
    Exception rollback = new RollbackException("could not commit");
    rollback.addSuppressed(new XAException("one phase").initCause(said));
    return rollback;
  }

  @ParameterizedTest
  @MethodSource("causes")
  @DisplayName("trouble that passes is 503 with Retry-After, a bug 500, a refusal what it is")
  void answersByCause(Exception cause, int status) {
    Response answer =
        new UnexpectedMapper()
            .toResponse(new PersistenceException(new IllegalStateException("wrapped", cause)));

    assertThat(answer.getStatus()).isEqualTo(status);
    assertThat(answer.getHeaders().containsKey("Retry-After")).isEqualTo(status == 503);
    assertThat(new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8))
        .doesNotContain("duplicate key", "a bug", "connection refused");
  }
}
