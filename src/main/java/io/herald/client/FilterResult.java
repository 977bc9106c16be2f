package io.herald.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a sample passes, and why.
 *
 * @param checks every comparison, in the order of the filter
 */
public record FilterResult(boolean matched, List<Check> checks) {

  /**
   * One comparison.
   *
   * @param path JSON Pointer into the sample
   * @param operator such as {@code $gte}
   * @param actual null where there was nothing
   */
  public record Check(
      String path,
      String operator,
      @Nullable Object expected,
      @Nullable Object actual,
      boolean matched) {}
}
