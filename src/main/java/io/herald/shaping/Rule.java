package io.herald.shaping;

import io.herald.json.Pointers;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a filter, at one place of what it looks at. */
sealed interface Rule {

  /**
   * Whether it holds.
   *
   * @param path of {@code value}
   * @param value null where there is nothing
   */
  boolean test(String path, @Nullable JsonValue value, Evaluation evaluation);

  /** All must hold. */
  record All(List<Rule> rules) implements Rule {
    @Override
    public boolean test(String path, @Nullable JsonValue value, Evaluation evaluation) {
      boolean all = true;
      for (Rule rule : rules) {
        all &= rule.test(path, value, evaluation);
        if (!all && !evaluation.explains()) {
          return false;
        }
      }
      return all;
    }
  }

  /** One must hold. */
  record Any(List<Rule> rules) implements Rule {
    @Override
    public boolean test(String path, @Nullable JsonValue value, Evaluation evaluation) {
      boolean any = false;
      for (Rule rule : rules) {
        any |= rule.test(path, value, evaluation);
        if (any && !evaluation.explains()) {
          return true;
        }
      }
      return any;
    }
  }

  /** It must not hold. */
  record Not(Rule rule) implements Rule {
    @Override
    public boolean test(String path, @Nullable JsonValue value, Evaluation evaluation) {
      return !rule.test(path, value, evaluation);
    }
  }

  /** Of the member of that name, or of that of one element. */
  record Member(String name, Rule rule) implements Rule {
    @Override
    public boolean test(String path, @Nullable JsonValue value, Evaluation evaluation) {
      if (!(value instanceof JsonArray array)) {
        JsonValue member = value instanceof JsonObject object ? object.get(name) : null;
        return rule.test(Pointers.child(path, name), member, evaluation);
      }
      boolean any = false;
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof JsonObject element) {
          if (!evaluation.goesOn()) {
            return false;
          }
          String at = Pointers.child(Pointers.child(path, i), name);
          any |= rule.test(at, element.get(name), evaluation);
          if (any && !evaluation.explains()) {
            return true;
          }
        }
      }
      return any;
    }
  }

  /** A comparison, with the value or with one element of it. */
  record Compare(Operator operator, JsonValue expected, Operator.Test comparison) implements Rule {
    @Override
    public boolean test(String path, @Nullable JsonValue value, Evaluation evaluation) {
      boolean matched = operator.negated() != found(value, evaluation);
      evaluation.note(() -> new FilterCheck(path, operator.toString(), expected, value, matched));
      return matched;
    }

    private boolean found(@Nullable JsonValue value, Evaluation evaluation) {
      if (evaluation.goesOn() && comparison.test(value, evaluation)) {
        return true;
      }
      if (operator.ofElements() && value instanceof JsonArray array) {
        for (JsonValue element : array) {
          if (!evaluation.goesOn()) {
            return false;
          }
          if (comparison.test(element, evaluation)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
