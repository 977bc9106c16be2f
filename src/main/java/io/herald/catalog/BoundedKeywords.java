package io.herald.catalog;

import com.google.re2j.Pattern;
import dev.harrel.jsonschema.Draft2020EvaluatorFactory;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Keyword;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keywords of draft 2020-12, each step counted by {@link Effort}; {@code pattern} and {@code
 * patternProperties} by an engine that does not backtrack.
 */
final class BoundedKeywords implements EvaluatorFactory {

  private final EvaluatorFactory standard = new Draft2020EvaluatorFactory();

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (keyword.equals(Keyword.PATTERN) && value.isString()) {
      return Optional.of(new Bounded(new Matching(Pattern.compile(value.asString()))));
    }
    if (keyword.equals(Keyword.PATTERN_PROPERTIES) && value.isObject()) {
      return Optional.of(new Bounded(new MatchingNames(context, value)));
    }
    return standard.create(context, keyword, value).map(Bounded::new);
  }

  /** Another evaluator, counted. */
  private record Bounded(Evaluator evaluator) implements Evaluator {

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      Effort.begin();
      Result result = evaluator.evaluate(context, node);
      Effort.end();
      return result;
    }

    @Override
    public int getOrder() {
      return evaluator.getOrder();
    }
  }

  private record Matching(Pattern pattern) implements Evaluator {

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      return !node.isString() || pattern.matcher(node.asString()).find()
          ? Result.success()
          : Result.failure("does not match the pattern " + pattern);
    }
  }

  private static final class MatchingNames implements Evaluator {

    private final Map<Pattern, String> schemas = new LinkedHashMap<>();

    MatchingNames(SchemaParsingContext context, JsonNode byPattern) {
      byPattern
          .asObject()
          .forEach(
              (pattern, schema) ->
                  schemas.put(Pattern.compile(pattern), context.getAbsoluteUri(schema)));
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      if (!node.isObject()) {
        return Result.success();
      }
      boolean valid = true;
      Set<String> matched = new HashSet<>(); // what additionalProperties asks for
      for (Map.Entry<String, JsonNode> member : node.asObject().entrySet()) {
        for (Map.Entry<Pattern, String> schema : schemas.entrySet()) {
          if (schema.getKey().matcher(member.getKey()).find()) {
            matched.add(member.getKey());
            valid &= context.resolveInternalRefAndValidate(schema.getValue(), member.getValue());
          }
        }
      }
      return valid ? Result.success(matched) : Result.failure();
    }
  }
}
