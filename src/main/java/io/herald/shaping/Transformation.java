package io.herald.shaping;

import io.herald.json.JsonMistakes;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes another body of a body: by a JSON Patch (RFC 6902), or by a template whose {@code
 * {"$pointer": "/data/id"}} are replaced by what is there.
 *
 * <p>A patch that does not apply (a path that is missing, a {@code test} that fails) leaves the
 * body as it is; a template takes null, or its {@code $default}, for what is missing.
 */
public final class Transformation extends Declared {

  private static final int MOST_TOLD = 300;
  private static final String PATCH = "patch";
  private static final String TEMPLATE = "template";

  private final JsonObject source;

  private Transformation(JsonObject source) {
    super(source);
    this.source = source;
  }

  /** Null where {@code json} is no transformation, which {@code mistakes} then tells. */
  public static @Nullable Transformation fromJson(JsonValue json, JsonMistakes mistakes) {
    if (!(json instanceof JsonObject object)
        || object.size() != 1
        || !Set.of(PATCH, TEMPLATE).containsAll(object.keySet())) {
      mistakes.add("", "must be an object with either patch or template");
      return null;
    }
    boolean sound =
        object.containsKey(PATCH)
            ? Patches.check(object.get(PATCH), "/" + PATCH, mistakes)
            : Templates.check(object.get(TEMPLATE), "/" + TEMPLATE, mistakes);
    return sound ? new Transformation(object) : null;
  }

  /**
   * What it makes of {@code subject}, a {@link Subject}.
   *
   * @throws NotApplicable where it does not apply
   */
  public JsonValue apply(JsonObject subject) throws NotApplicable {
    if (source.containsKey(TEMPLATE)) {
      return Templates.fill(source.get(TEMPLATE), subject);
    }
    try {
      return Subject.body(BoundedPatch.apply(source.getJsonArray(PATCH), subject));
    } catch (JsonException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new NotApplicable("the patch does not apply: " + told(e));
    }
  }

  /** It may quote the patch and the body, and what a database does not keep with them. */
  private static String told(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message
        .codePoints()
        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
        .limit(MOST_TOLD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
