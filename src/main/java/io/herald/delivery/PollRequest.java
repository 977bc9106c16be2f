package io.herald.delivery;

import io.herald.json.Parameters;
import io.herald.problems.BadRequest;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver asks for: {@code cursor} of the answer before, {@code limit} (1 to 100, default
 * 20). A {@code @BeanParam}.
 */
public class PollRequest {

  @QueryParam("cursor")
  private @Nullable String cursor;

  @QueryParam("limit")
  private @Nullable String limit;

  /** For JAX-RS, which fills in the parameters. */
  public PollRequest() {}

  /**
   * The parameters, read.
   *
   * @param cursor what has arrived; empty: nothing is acknowledged
   */
  record Wanted(Optional<PollCursor> cursor, int limit) {}

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming one that is malformed
   */
  Wanted wanted() {
    String given = cursor == null || cursor.isEmpty() ? null : cursor;
    return new Wanted(
        Optional.ofNullable(Parameters.parsed("cursor", given, PollCursor::parse)),
        Parameters.limit(limit));
  }
}
