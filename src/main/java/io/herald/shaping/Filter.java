package io.herald.shaping;

import io.herald.json.JsonMistakes;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on JSON that mirrors its shape: members name members, and a leaf is a value
 * (equality) or an object of operators. All that an object says must hold.
 *
 * <p>Where the path leads through an array, or to one that is compared with something else, it is
 * enough that one element fulfils it. What is missing equals nothing.
 */
public final class Filter extends Declared {

  /** Comparisons and branches, all together. */
  static final int MOST_PARTS = 200;

  private static final int MOST_CHARACTERS = 16 * 1024;

  private final Rule rule;

  private Filter(JsonObject source, Rule rule) {
    super(source);
    this.rule = rule;
  }

  /** Null where {@code json} is no filter, which {@code mistakes} then tells. */
  public static @Nullable Filter fromJson(JsonValue json, JsonMistakes mistakes) {
    if (!(json instanceof JsonObject object)) {
      mistakes.add("", "must be an object");
      return null;
    }
    if (object.toString().length() > MOST_CHARACTERS) {
      mistakes.add("", "must be at most " + MOST_CHARACTERS + " characters of JSON");
      return null;
    }
    FilterParser parser = new FilterParser(mistakes);
    Rule rule = parser.parse(object);
    return parser.failed() ? null : new Filter(object, rule);
  }

  /** Whether {@code subject} fulfils it. */
  public boolean matches(JsonObject subject) {
    return rule.test("", subject, new Evaluation(null));
  }

  /** As {@link #matches}, with every comparison on the way. */
  public FilterResult explain(JsonObject subject) {
    List<FilterCheck> checks = new ArrayList<>();
    boolean matched = rule.test("", subject, new Evaluation(checks));
    return new FilterResult(matched, List.copyOf(checks));
  }
}
