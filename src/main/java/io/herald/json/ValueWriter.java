package io.herald.json;

import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON: records as objects in the order of their components, nulls included but
 * without empty {@link Optional}s; maps and collections; instants and durations in ISO 8601; enums
 * and types with a static {@code parse(String)} by {@code toString()}; JSON as it is. Whatever else
 * is a bug: an entity, say.
 */
final class ValueWriter {

  private record Member(String name, Method accessor, boolean unwrapped) {}

  private static final ClassValue<List<Member>> MEMBERS =
      new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents()).map(ValueWriter::member).toList();
        }
      };

  private static Member member(RecordComponent component) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true); // views may be private
    return new Member(
        component.getName(), accessor, component.isAnnotationPresent(Unwrapped.class));
  }

  private ValueWriter() {}

  static void write(@Nullable Object value, JsonGenerator json) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof JsonValue already) {
      json.write(already);
    } else if (value instanceof JsonForm form) {
      json.write(form.toJson());
    } else if (value instanceof Boolean bool) {
      json.write(bool);
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      json.write(((Number) value).longValue());
    } else if (value instanceof BigDecimal decimal) {
      json.write(decimal);
    } else if (value instanceof Double number) {
      json.write(number);
    } else if (isText(value)) {
      json.write(value.toString());
    } else if (value instanceof Record record) {
      object(record, json);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, entry) -> {
            json.writeKey(String.valueOf(name));
            write(entry, json);
          });
      json.writeEnd();
    } else if (value instanceof Collection<?> elements) {
      json.writeStartArray();
      elements.forEach(element -> write(element, json));
      json.writeEnd();
    } else {
      throw new IllegalArgumentException("no view: " + value.getClass().getName());
    }
  }

  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Enum<?>
        || value instanceof Instant
        || value instanceof Duration
        || TextTypes.is(value.getClass());
  }

  private static void object(Record record, JsonGenerator json) {
    json.writeStartObject();
    Alternatives.key(record.getClass())
        .ifPresent(key -> json.write(key, Alternatives.alias(record.getClass())));
    members(record, json);
    json.writeEnd();
  }

  private static void members(Record record, JsonGenerator json) {
    for (Member member : MEMBERS.get(record.getClass())) {
      Object value;
      try {
        value = member.accessor().invoke(record);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("can't read " + member.accessor(), e);
      }
      if (member.unwrapped() && value instanceof Record inner) {
        members(inner, json);
      } else if (value instanceof Optional<?> optional) {
        optional.ifPresent(
            present -> {
              json.writeKey(member.name());
              write(present, json);
            });
      } else {
        json.writeKey(member.name());
        write(value, json);
      }
    }
  }
}
