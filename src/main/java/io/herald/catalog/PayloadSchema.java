package io.herald.catalog;

import dev.harrel.jsonschema.InvalidSchemaException;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;
import io.herald.problems.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON Schema (draft 2020-12), compiled: answers what is wrong with a payload. {@code format} is
 * an annotation, as the draft says, and refuses nothing. Immutable, for any number of threads.
 */
final class PayloadSchema {

  private static final JakartaJsonNode.Factory NODES =
      new JakartaJsonNode.Factory(JsonProvider.provider().createParserFactory(Map.of()));
  private static final URI PLACE = URI.create("urn:herald:schema");

  /** A payload of ten thousand wrong members gets no answer of ten thousand entries. */
  private static final int MAX_TOLD = 20;

  /** Some of the library's sentences quote the value. */
  private static final int MAX_DETAIL = 200;

  private final Validator validator;

  private PayloadSchema(JsonObject schema, boolean known) {
    // a resolver that fetches: there is none, and there must never be one
    validator =
        new ValidatorFactory()
            .withJsonNodeFactory(NODES)
            .withEvaluatorFactory(new BoundedKeywords())
            .withDisabledSchemaValidation(known)
            .createValidator();
    validator.registerSchema(PLACE, (Object) schema);
  }

  /** One that was checked when it was registered. */
  static PayloadSchema known(JsonObject schema) {
    return new PayloadSchema(schema, true);
  }

  /** What makes {@code schema} unfit; empty where it is fine. Pointers begin below the schema. */
  static List<FieldError> faultsOf(JsonObject schema) {
    List<FieldError> faults = SchemaRules.faultsOf(schema);
    if (!faults.isEmpty()) {
      return faults;
    }
    List<FieldError> told = new ArrayList<>();
    try {
      Effort.bounded(() -> new PayloadSchema(schema, false));
    } catch (InvalidSchemaException e) {
      told.addAll(told(e.getErrors()));
      if (told.isEmpty()) {
        told.add(new FieldError("", "is no JSON Schema of draft 2020-12"));
      }
    } catch (JsonSchemaException | IllegalArgumentException e) {
      told.add(new FieldError("", "is no JSON Schema of draft 2020-12"));
    } catch (Effort.Exhausted e) {
      told.add(new FieldError("", "is too large to be checked"));
    }
    return told;
  }

  /** What is wrong with {@code payload}; empty where nothing is. */
  List<FieldError> faultsIn(JsonValue payload) {
    List<FieldError> faults = new ArrayList<>();
    try {
      Effort.bounded(
          () -> {
            Validator.Result result = validator.validate(PLACE, (Object) payload);
            if (!result.isValid()) {
              faults.addAll(told(result.getErrors()));
            }
            if (!result.isValid() && faults.isEmpty()) {
              faults.add(new FieldError("", "breaks the event type's schema"));
            }
          });
    } catch (JsonSchemaException e) {
      faults.add(new FieldError("", "can't be checked: the event type's schema is broken"));
    } catch (Effort.Exhausted e) {
      faults.add(new FieldError("", "takes too many steps to be checked against the schema"));
    }
    return faults;
  }

  private static List<FieldError> told(List<dev.harrel.jsonschema.Error> errors) {
    return errors.stream()
        .map(error -> new FieldError(error.getInstanceLocation(), shortened(error.getError())))
        .distinct()
        .limit(MAX_TOLD)
        .toList();
  }

  private static String shortened(String detail) {
    return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
  }
}
