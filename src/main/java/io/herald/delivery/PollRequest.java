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

  private static final int MAX_LIMIT = 100;
  private static final int DEFAULT_LIMIT = 20;

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
        Optional.ofNullable(Parameters.parsed("cursor", given, PollCursor::parse)), limit());
  }

  private int limit() {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    if (limit.matches("[0-9]{1,3}")) {
      int wanted = Integer.parseInt(limit);
      if (wanted >= 1 && wanted <= MAX_LIMIT) {
        return wanted;
      }
    }
    throw new BadRequest("limit", "must be a whole number from 1 to " + MAX_LIMIT);
  }
}
