package io.herald.shaping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's regular expression: RE2 syntax, which takes linear time whatever the expression;
 * short, and few repetitions, so that it takes little memory as well. It matches a part of the
 * text; {@code ^} and {@code $} tie it to the ends.
 */
final class BoundedRegex implements Operator.Test {

  private static final int MOST_CHARACTERS = 256;

  /** Repetitions within one another are unrolled: x{10}{10} is a hundred x. */
  private static final int MOST_REPETITIONS = 256;

  /** Of a text, the first so many characters are looked at. */
  private static final int MOST_TEXT = 2048;

  private static final java.util.regex.Pattern COUNT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final Pattern pattern;

  private BoundedRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException saying what it must be
   */
  static BoundedRegex parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("must have at most " + MOST_CHARACTERS + " characters");
    }
    double repetitions =
        COUNT
            .matcher(text)
            .results()
            .mapToDouble(BoundedRegex::count)
            .reduce(1, (all, count) -> all * Math.max(1, count));
    if (repetitions > MOST_REPETITIONS) {
      throw new IllegalArgumentException(
          "must not repeat more than " + MOST_REPETITIONS + " times, all counts multiplied");
    }
    try {
      return new BoundedRegex(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("must be a regular expression in the syntax of RE2", e);
    }
  }

  private static double count(MatchResult braces) {
    String most = braces.group(2);
    return Double.parseDouble(most == null || most.isEmpty() ? braces.group(1) : most);
  }

  @Override
  public boolean test(@Nullable JsonValue actual, Evaluation evaluation) {
    if (!(actual instanceof JsonString string)) {
      return false;
    }
    String text = string.getString();
    String looked = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    return evaluation.mayRead(looked.length()) && pattern.matcher(looked).find();
  }
}
