package io.herald.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.herald.json.Pointers;
import io.herald.problems.FieldError;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a schema must obey beyond its meta-schema: it says nothing of other drafts, refers only to
 * its own parts, which must be there, and its patterns are such as RE2 reads. Found out when it is
 * registered, so that no event has to.
 */
final class SchemaRules {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private final JsonObject schema;
  private final Set<String> anchors = new HashSet<>();
  private final List<FieldError> faults = new ArrayList<>();

  private SchemaRules(JsonObject schema) {
    this.schema = schema;
  }

  /** Pointers begin below the schema. */
  static List<FieldError> faultsOf(JsonObject schema) {
    SchemaRules rules = new SchemaRules(schema);
    rules.collectAnchors(schema);
    rules.walk(schema, "");
    return rules.faults;
  }

  private void collectAnchors(JsonValue json) {
    if (json instanceof JsonObject object) {
      for (String keyword : List.of("$anchor", "$dynamicAnchor")) {
        if (object.get(keyword) instanceof JsonString anchor) {
          anchors.add("#" + anchor.getString());
        }
      }
      object.values().forEach(this::collectAnchors);
    } else if (json instanceof JsonArray array) {
      array.forEach(this::collectAnchors);
    }
  }

  private void walk(JsonValue json, String pointer) {
    if (json instanceof JsonObject object) {
      object.forEach(
          (name, value) -> {
            keyword(name, value, Pointers.child(pointer, name), pointer.isEmpty());
            walk(value, Pointers.child(pointer, name));
          });
    } else if (json instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        walk(array.get(i), Pointers.child(pointer, i));
      }
    }
  }

  private void keyword(String name, JsonValue value, String pointer, boolean top) {
    if (value instanceof JsonString text) {
      switch (name) {
        case "$schema" -> draft(text.getString(), pointer);
        case "$id" -> id(pointer, top);
        case "$ref", "$dynamicRef" -> reference(text.getString(), pointer);
        case "pattern" -> pattern(text.getString(), pointer);
        default -> {}
      }
    } else if (name.equals("patternProperties") && value instanceof JsonObject byPattern) {
      byPattern.keySet().forEach(each -> pattern(each, Pointers.child(pointer, each)));
    }
  }

  private void draft(String draft, String pointer) {
    if (!draft.equals(DRAFT)) {
      faults.add(new FieldError(pointer, "must be " + DRAFT));
    }
  }

  private void id(String pointer, boolean top) {
    if (!top) {
      faults.add(new FieldError(pointer, "is allowed at the top alone"));
    }
  }

  private void reference(String reference, String pointer) {
    if (!reference.startsWith("#")) {
      faults.add(new FieldError(pointer, "must begin with #: nothing is fetched from elsewhere"));
    } else if (!anchors.contains(reference) && !isThere(reference.substring(1))) {
      faults.add(new FieldError(pointer, "leads nowhere in this schema"));
    }
  }

  private boolean isThere(String pointer) {
    try {
      JsonStructure root = schema;
      return JsonProvider.provider().createPointer(pointer).getValue(root) != null;
    } catch (JsonException e) {
      return false;
    }
  }

  private void pattern(String pattern, String pointer) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      faults.add(
          new FieldError(
              pointer, "is no regular expression without look-around and back-references (RE2)"));
    }
  }
}
