package io.herald.json;

import org.jspecify.annotations.Nullable;

/**
 * One member of a PATCH body (JSON Merge Patch, RFC 7396): absent, or the new value, which may be
 * null where the component is declared {@code Change<@Nullable T>}.
 *
 * @param present whether the body named the member
 * @param value the new value; null where absent, and where the client sent null
 */
public record Change<T>(boolean present, @Nullable T value) {

  private static final Change<?> NONE = new Change<>(false, null);

  /** The member is absent. */
  @SuppressWarnings("unchecked") // holds no value of any type
  public static <T> Change<T> none() {
    return (Change<T>) NONE;
  }

  /** The member has this value. */
  public static <T> Change<T> to(@Nullable T value) {
    return new Change<>(true, value);
  }

  /** The new value where there is one, else {@code current}. */
  public @Nullable T or(@Nullable T current) {
    return present ? value : current;
  }
}
