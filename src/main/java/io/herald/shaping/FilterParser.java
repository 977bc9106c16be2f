package io.herald.shaping;

import io.herald.json.JsonMistakes;
import io.herald.json.Pointers;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes rules of a filter's JSON, and tells of everything that is wrong with it. */
final class FilterParser {

  private static final int MOST_REGEXES = 10;

  /** Begins the name of the one part of what is filtered that is not the body. */
  private static final String METADATA = Subject.METADATA;

  private final JsonMistakes mistakes;
  private int parts;
  private int regexes;
  private boolean failed;

  FilterParser(JsonMistakes mistakes) {
    this.mistakes = mistakes;
  }

  boolean failed() {
    return failed;
  }

  Rule parse(JsonObject filter) {
    return object(filter, "", true);
  }

  private Rule object(JsonObject object, String pointer, boolean top) {
    List<Rule> rules = new ArrayList<>();
    object.forEach(
        (name, value) -> {
          String at = Pointers.child(pointer, name);
          if (parts++ == Filter.MOST_PARTS) {
            wrong(at, "is too much: a filter has at most " + Filter.MOST_PARTS + " parts");
          } else if (parts < Filter.MOST_PARTS) {
            rules.add(
                name.startsWith("$") && !(top && name.equals(METADATA))
                    ? operator(name, value, at, top)
                    : new Rule.Member(name, value(value, at)));
          }
        });
    return new Rule.All(rules);
  }

  private Rule value(JsonValue value, String pointer) {
    return value instanceof JsonObject object
        ? object(object, pointer, false)
        : new Rule.Compare(Operator.EQ, value, Operator.EQ.with(value));
  }

  private Rule operator(String name, JsonValue value, String pointer, boolean top) {
    return switch (name) {
      case "$and" -> new Rule.All(branches(value, pointer, top));
      case "$or" -> new Rule.Any(branches(value, pointer, top));
      case "$not" -> new Rule.Not(branch(value, pointer, top));
      default -> comparison(name, value, pointer);
    };
  }

  private List<Rule> branches(JsonValue value, String pointer, boolean top) {
    List<Rule> branches = new ArrayList<>();
    if (!(value instanceof JsonArray array) || array.isEmpty()) {
      wrong(pointer, "must be an array of filters, at least one");
      return branches;
    }
    for (int i = 0; i < array.size(); i++) {
      branches.add(branch(array.get(i), Pointers.child(pointer, i), top));
    }
    return branches;
  }

  private Rule branch(JsonValue value, String pointer, boolean top) {
    if (top && !(value instanceof JsonObject)) {
      wrong(pointer, "must be an object");
    }
    return value instanceof JsonObject object
        ? object(object, pointer, top)
        : value(value, pointer);
  }

  private Rule comparison(String name, JsonValue expected, String pointer) {
    Optional<Operator> operator = Operator.named(name);
    if (operator.isEmpty()) {
      wrong(pointer, "is no operator");
      return new Rule.All(List.of());
    }
    if (operator.get() == Operator.REGEX && ++regexes > MOST_REGEXES) {
      wrong(pointer, "is too much: a filter has at most " + MOST_REGEXES + " regular expressions");
    }
    try {
      return new Rule.Compare(operator.get(), expected, operator.get().with(expected));
    } catch (IllegalArgumentException e) {
      wrong(pointer, String.valueOf(e.getMessage()));
      return new Rule.All(List.of());
    }
  }

  private void wrong(String pointer, String detail) {
    failed = true;
    mistakes.add(pointer, detail);
  }
}
