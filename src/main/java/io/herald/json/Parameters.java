package io.herald.json;

import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import io.herald.problems.NotFound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the URL, taken as text: what a server answers to one that it can't convert differs,
 * and is often 404.
 */
public final class Parameters {

  private static final int MOST_OF_A_LIST = 100;
  private static final int DEFAULT_LIMIT = 20;

  private Parameters() {}

  /**
   * A query parameter of a type of ours; null where the request has none.
   *
   * @throws BadRequest where it is malformed
   */
  public static <T> @Nullable T parsed(
      String name, @Nullable String text, Function<String, Optional<T>> parser) {
    return text == null
        ? null
        : parser.apply(text).orElseThrow(() -> malformed(name, "is malformed"));
  }

  /**
   * A query parameter that is text; null where the request has none.
   *
   * @throws BadRequest where it holds what no text of ours holds
   */
  public static @Nullable String text(String name, @Nullable String text) {
    if (text != null && !Text.isSound(text)) {
      throw malformed(name, "must hold neither NUL nor half a surrogate pair");
    }
    return text;
  }

  /**
   * A query parameter that is {@code true} or {@code false}; false where the request has none.
   *
   * @throws BadRequest where it is neither
   */
  public static boolean flag(String name, @Nullable String text) {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw malformed(name, "must be true or false");
    }
    return true;
  }

  /**
   * The query parameter {@code limit} of a list that goes on from a cursor: 1 to 100, 20 where the
   * request has none.
   *
   * @throws BadRequest where it is none of these
   */
  public static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,3}")) {
      int wanted = Integer.parseInt(text);
      if (wanted >= 1 && wanted <= MOST_OF_A_LIST) {
        return wanted;
      }
    }
    throw malformed("limit", "must be a whole number from 1 to " + MOST_OF_A_LIST);
  }

  /**
   * A query parameter that is a time; empty where the request has none, or one that is malformed,
   * which {@code errors} then tell.
   */
  public static Optional<Instant> instant(
      String name, @Nullable String text, List<FieldError> errors) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> instant = Timestamp.parse(text);
    if (instant.isEmpty()) {
      errors.add(new FieldError(name, Timestamp.RULE));
    }
    return instant;
  }

  /**
   * An {@code int64} id in a path.
   *
   * @throws NotFound where it is none: nothing has such an id
   */
  public static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw new NotFound("There is nothing at this address.");
    }
    return Long.parseLong(id);
  }

  /**
   * An id of ours in a path.
   *
   * @throws NotFound where it is none: nothing has such an id
   */
  public static <T> T id(String id, Function<String, Optional<T>> parser) {
    return parser.apply(id).orElseThrow(() -> new NotFound("There is nothing at this address."));
  }

  /** The refusal of the query parameter {@code name}, whose {@code detail} says what it must be. */
  public static BadRequest malformed(String name, String detail) {
    return new BadRequest(name + " " + detail, List.of(new FieldError(name, detail)));
  }
}
