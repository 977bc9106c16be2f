package io.herald.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The OpenAPI document of the WAR, as data. */
final class OpenApiDocument {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Map<String, Object> root;

  private OpenApiDocument(Map<String, Object> root) {
    this.root = root;
  }

  static OpenApiDocument read() {
    try (InputStream in =
        Objects.requireNonNull(
            OpenApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
      LoaderOptions options = new LoaderOptions();
      DumperOptions unused = new DumperOptions();
      Yaml yaml =
          new Yaml(
              new SafeConstructor(options),
              new Representer(unused),
              unused,
              options,
              new TimesAreText());
      return new OpenApiDocument(map(yaml.load(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every call, in the document's order. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(root.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            operations.add(
                                new Operation(
                                    this,
                                    method.toUpperCase(Locale.ROOT),
                                    path,
                                    parameters(map(item), map(operation)),
                                    map(operation)));
                          }
                        }));
    return operations;
  }

  /** The named schemas. */
  Map<String, Object> schemas() {
    return map(map(root.get("components")).get("schemas"));
  }

  /** What a reference leads to; the node itself where it is none. */
  Map<String, Object> resolved(@Nullable Object node) {
    Map<String, Object> found = map(node);
    while (found.get("$ref") instanceof String reference) {
      Map<String, Object> at = root;
      for (String part : reference.substring("#/".length()).split("/", -1)) {
        at = map(at.get(part));
      }
      found = at;
    }
    return found;
  }

  private List<Map<String, Object>> parameters(
      Map<String, Object> item, Map<String, Object> operation) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map<String, Object> place : List.of(item, operation)) {
      list(place.get("parameters")).forEach(parameter -> all.add(resolved(parameter)));
    }
    return all;
  }

  /** An object; empty for nothing. */
  @SuppressWarnings("unchecked") // what YAML gives
  static Map<String, Object> map(@Nullable Object node) {
    if (node == null) {
      return Map.of();
    }
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<Object, Object>) node).forEach((key, value) -> named.put(String.valueOf(key), value));
    return named;
  }

  /** An array; empty for nothing. */
  static List<?> list(@Nullable Object node) {
    return node == null ? List.of() : (List<?>) node;
  }

  private static final class TimesAreText extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, @Nullable String first) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first);
      }
    }

    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, @Nullable String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first, limit);
      }
    }
  }
}
