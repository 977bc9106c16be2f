package io.herald.shaping;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** How a value is compared. Text is ordered by its UTF-16 code units; numbers by their value. */
enum Operator {
  EQ("$eq"),
  NEQ("$neq"),
  GT("$gt"),
  GTE("$gte"),
  LT("$lt"),
  LTE("$lte"),
  IN("$in"),
  NIN("$nin"),
  STARTS_WITH("$startsWith"),
  ENDS_WITH("$endsWith"),
  EXIST("$exist"),
  REGEX("$regex");

  /** One comparison. */
  @FunctionalInterface
  interface Test {
    boolean test(@Nullable JsonValue actual, Evaluation evaluation);
  }

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  static Optional<Operator> named(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }

  /** Whether it holds where the comparison does not. */
  boolean negated() {
    return this == NEQ || this == NIN;
  }

  /** Whether one element of an array is enough. */
  boolean ofElements() {
    return this != EXIST;
  }

  /**
   * @throws IllegalArgumentException where it can't be compared with that, saying what it must be
   */
  Test with(JsonValue expected) {
    return switch (this) {
      case EQ, NEQ -> (actual, evaluation) -> same(expected, actual);
      case IN, NIN -> {
        if (!(expected instanceof JsonArray array)) {
          throw new IllegalArgumentException("must be an array");
        }
        yield (actual, evaluation) -> array.stream().anyMatch(each -> same(each, actual));
      }
      case GT -> ordered(expected, order -> order > 0);
      case GTE -> ordered(expected, order -> order >= 0);
      case LT -> ordered(expected, order -> order < 0);
      case LTE -> ordered(expected, order -> order <= 0);
      case STARTS_WITH -> {
        String prefix = text(expected);
        yield (actual, evaluation) ->
            actual instanceof JsonString string && string.getString().startsWith(prefix);
      }
      case ENDS_WITH -> {
        String suffix = text(expected);
        yield (actual, evaluation) ->
            actual instanceof JsonString string && string.getString().endsWith(suffix);
      }
      case EXIST -> {
        if (expected != JsonValue.TRUE && expected != JsonValue.FALSE) {
          throw new IllegalArgumentException("must be true or false");
        }
        yield (actual, evaluation) -> (actual != null) == (expected == JsonValue.TRUE);
      }
      case REGEX -> BoundedRegex.parse(text(expected));
    };
  }

  private static String text(JsonValue expected) {
    if (!(expected instanceof JsonString string)) {
      throw new IllegalArgumentException("must be text");
    }
    return string.getString();
  }

  private static Test ordered(JsonValue expected, IntPredicate wanted) {
    if (!(expected instanceof JsonNumber) && !(expected instanceof JsonString)) {
      throw new IllegalArgumentException("must be a number or text");
    }
    return (actual, evaluation) -> {
      if (expected instanceof JsonNumber bound && actual instanceof JsonNumber number) {
        return wanted.test(number.bigDecimalValue().compareTo(bound.bigDecimalValue()));
      }
      return expected instanceof JsonString bound
          && actual instanceof JsonString string
          && wanted.test(string.getString().compareTo(bound.getString()));
    };
  }

  /** 1, 1.0 and 1e0 are one number. */
  private static boolean same(JsonValue expected, @Nullable JsonValue actual) {
    return (expected instanceof JsonNumber bound && actual instanceof JsonNumber number)
        ? number.bigDecimalValue().compareTo(bound.bigDecimalValue()) == 0
        : expected.equals(actual);
  }

  @Override
  public String toString() {
    return text;
  }
}
