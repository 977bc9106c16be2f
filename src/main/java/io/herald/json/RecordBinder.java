package io.herald.json;

import io.herald.problems.Rejected;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes command records of JSON objects. A component that is not {@code @Nullable} is required;
 * members that no component names are refused; Bean Validation's annotations on the components are
 * checked component by component, so that one wrong type does not hide the rest. The members of an
 * {@link Unwrapped} component are looked for beside the others.
 *
 * <p>Types of components: those of {@link ValueBinder}.
 */
public final class RecordBinder {

  private static final Validator VALIDATOR =
      Validation.byDefaultProvider()
          .configure()
          .addValueExtractor(new ChangedValue())
          .buildValidatorFactory()
          .getValidator();

  private RecordBinder() {}

  /**
   * The record that {@code json} describes.
   *
   * @param pointer to {@code json} within the body; empty for the body itself
   * @throws Rejected naming every member at fault
   */
  public static <T> T bind(Class<T> type, JsonValue json, String pointer) {
    Mistakes mistakes = new Mistakes();
    Object bound = bind(type, json, pointer, mistakes);
    mistakes.refuse();
    return type.cast(Objects.requireNonNull(bound));
  }

  /**
   * The record that {@code json}, which was written from one of its type, describes: members that
   * are not known (a newer version wrote them) are passed over, and no rule is checked again.
   *
   * @throws Rejected where a member has another type
   */
  public static <T> T restore(Class<T> type, JsonObject json) {
    Mistakes mistakes = new Mistakes(false);
    Object bound = bind(type, json, "", mistakes);
    mistakes.refuse();
    return type.cast(Objects.requireNonNull(bound));
  }

  /** Null where something is wrong, which {@code mistakes} then tells. */
  static @Nullable Object bind(Class<?> type, JsonValue json, String pointer, Mistakes mistakes) {
    if (!(json instanceof JsonObject object)) {
      mistakes.add(pointer, "must be an object");
      return null;
    }
    return bind(type, object, "", pointer, mistakes);
  }

  /** As above; the member {@code known} is none of the record's and yet allowed. */
  static @Nullable Object bind(
      Class<?> type, JsonObject object, String known, String pointer, Mistakes mistakes) {
    int before = mistakes.count();
    if (mistakes.strict()) {
      refuseUnknown(object, type, known, pointer, mistakes);
    }
    Object bound = members(type, object, pointer, mistakes);
    return mistakes.count() == before ? bound : null;
  }

  private static @Nullable Object members(
      Class<?> type, JsonObject object, String pointer, Mistakes mistakes) {
    int before = mistakes.count();
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(type, components[i], object, pointer, mistakes);
    }
    return mistakes.count() == before
        ? construct(type, components, values, pointer, mistakes)
        : null;
  }

  private static void refuseUnknown(
      JsonObject object, Class<?> type, String known, String pointer, Mistakes mistakes) {
    Set<String> unknown = new HashSet<>(object.keySet());
    unknown.remove(known);
    names(type).forEach(unknown::remove);
    object.keySet().stream()
        .filter(unknown::contains)
        .forEach(name -> mistakes.add(Pointers.child(pointer, name), "is not known"));
  }

  private static Stream<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.isAnnotationPresent(Unwrapped.class)
                    ? names(component.getType())
                    : Stream.of(component.getName()));
  }

  private static @Nullable Object component(
      Class<?> type,
      RecordComponent component,
      JsonObject object,
      String parent,
      Mistakes mistakes) {
    if (component.isAnnotationPresent(Unwrapped.class)) {
      return members(component.getType(), object, parent, mistakes);
    }
    String pointer = Pointers.child(parent, component.getName());
    AnnotatedType declared = component.getAnnotatedType();
    JsonValue json = object.get(component.getName());
    int before = mistakes.count();
    Object value;
    if (component.getType() == Change.class) {
      value = change(declared, json, pointer, mistakes);
    } else if (json != null && json != JsonValue.NULL) {
      value = ValueBinder.bind(declared, json, pointer, mistakes);
    } else {
      value = null;
      if (!isNullable(declared)) {
        mistakes.add(pointer, json == null ? "is required" : "must not be null");
      }
    }
    if (mistakes.strict() && mistakes.count() == before) {
      VALIDATOR.validateValue(type, component.getName(), value).stream()
          .map(violation -> new Violation(pointer + within(violation), violation.getMessage()))
          .sorted()
          .forEach(violation -> mistakes.add(violation.pointer(), violation.message()));
    }
    return value;
  }

  private static Change<?> change(
      AnnotatedType declared, @Nullable JsonValue json, String pointer, Mistakes mistakes) {
    if (json == null) {
      return Change.none();
    }
    AnnotatedType of = ((AnnotatedParameterizedType) declared).getAnnotatedActualTypeArguments()[0];
    if (json != JsonValue.NULL) {
      return Change.to(ValueBinder.bind(of, json, pointer, mistakes));
    }
    if (!isNullable(of)) {
      mistakes.add(pointer, "must not be null");
    }
    return Change.to(null);
  }

  private static Object construct(
      Class<?> type,
      RecordComponent[] components,
      @Nullable Object[] values,
      String pointer,
      Mistakes mistakes) {
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        mistakes.add(pointer, String.valueOf(refusal.getMessage()));
        return refusal; // never seen: there is a mistake
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make a " + type.getName(), e);
    }
  }

  private static boolean isNullable(AnnotatedType declared) {
    return declared.isAnnotationPresent(Nullable.class);
  }

  /** The part of the violation's path below the component: an index or a key. */
  private static String within(ConstraintViolation<?> violation) {
    StringBuilder path = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        path.append(Pointers.child("", node.getIndex()));
      } else if (node.getKey() != null) {
        path.append(Pointers.child("", node.getKey().toString()));
      }
    }
    return path.toString();
  }

  /** Sortable, since Bean Validation answers a set: the same body gets the same answer. */
  private record Violation(String pointer, String message) implements Comparable<Violation> {
    @Override
    public int compareTo(Violation other) {
      int byPointer = pointer.compareTo(other.pointer);
      return byPointer != 0 ? byPointer : message.compareTo(other.message);
    }
  }
}
