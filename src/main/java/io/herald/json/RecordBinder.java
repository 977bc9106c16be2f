package io.herald.json;

import io.herald.problems.Rejected;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  /** What is to be known of a record's class; finding it out costs more than all the rest. */
  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  /**
   * A record's class.
   *
   * @param names of all members, those of unwrapped components included
   */
  private record Shape(List<Component> components, Set<String> names, Constructor<?> canonical) {}

  /**
   * A component.
   *
   * @param constrained whether Bean Validation has something to check
   */
  private record Component(
      String name, Class<?> type, AnnotatedType declared, boolean unwrapped, boolean constrained) {}

  private RecordBinder() {}

  private static Shape shape(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    BeanDescriptor constraints = VALIDATOR.getConstraintsForClass(type);
    List<Component> components = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (RecordComponent each : declared) {
      boolean unwrapped = each.isAnnotationPresent(Unwrapped.class);
      components.add(
          new Component(
              each.getName(),
              each.getType(),
              each.getAnnotatedType(),
              unwrapped,
              constraints.getConstraintsForProperty(each.getName()) != null));
      if (unwrapped) {
        names.addAll(SHAPES.get(each.getType()).names());
      } else {
        names.add(each.getName());
      }
    }
    try {
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      return new Shape(List.copyOf(components), Set.copyOf(names), canonical);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has one", e);
    }
  }

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
    Shape shape = SHAPES.get(type);
    @Nullable Object[] values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = component(type, shape.components().get(i), object, pointer, mistakes);
    }
    return mistakes.count() == before
        ? construct(shape.canonical(), values, pointer, mistakes)
        : null;
  }

  private static void refuseUnknown(
      JsonObject object, Class<?> type, String known, String pointer, Mistakes mistakes) {
    Set<String> names = SHAPES.get(type).names();
    for (String name : object.keySet()) {
      if (!names.contains(name) && !name.equals(known)) {
        mistakes.add(Pointers.child(pointer, name), "is not known");
      }
    }
  }

  private static @Nullable Object component(
      Class<?> type, Component component, JsonObject object, String parent, Mistakes mistakes) {
    if (component.unwrapped()) {
      return members(component.type(), object, parent, mistakes);
    }
    String pointer = Pointers.child(parent, component.name());
    AnnotatedType declared = component.declared();
    JsonValue json = object.get(component.name());
    int before = mistakes.count();
    Object value;
    if (component.type() == Change.class) {
      value = change(declared, json, pointer, mistakes);
    } else if (json != null && json != JsonValue.NULL) {
      value = ValueBinder.bind(declared, json, pointer, mistakes);
    } else {
      value = null;
      if (!isNullable(declared)) {
        mistakes.add(pointer, json == null ? "is required" : "must not be null");
      }
    }
    if (component.constrained() && mistakes.strict() && mistakes.count() == before) {
      VALIDATOR.validateValue(type, component.name(), value).stream()
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
      Constructor<?> canonical, @Nullable Object[] values, String pointer, Mistakes mistakes) {
    try {
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        mistakes.add(pointer, String.valueOf(refusal.getMessage()));
        return refusal; // never seen: there is a mistake
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't make a " + canonical.getDeclaringClass(), e);
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
