package io.herald.audit;

import io.herald.json.Change;
import io.herald.json.RecordWriter;
import io.herald.security.OrganizationId;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a command may be told to whoever reads the audit log: which fields it sets, and the
 * values of those that cannot be secrets. Of URLs the host alone: the rest may hold a key.
 */
final class Details {

  private static final int MOST = 4000;

  /** Fields of text that people recognize things by. */
  private static final Set<String> TELLING =
      Set.of("name", "username", "type", "eventTypes", "status", "lifetime", "overlap");

  private static final String SET = "(set)";

  private Details() {}

  /** A JSON object, {@code {}} for what is no command, of at most 4,000 characters. */
  static String of(Object @Nullable [] parameters) {
    Map<String, Object> told = new LinkedHashMap<>();
    if (parameters != null) {
      for (Object parameter : parameters) {
        if (parameter instanceof Record command) {
          tell(command, told);
        }
      }
    }
    String json = json(told);
    if (json.length() > MOST) {
      told.replaceAll((name, value) -> SET);
      json = json(told);
    }
    return json.length() > MOST ? "{}" : json;
  }

  private static String json(Map<String, Object> told) {
    return new String(RecordWriter.write(told), StandardCharsets.UTF_8);
  }

  private static void tell(Record command, Map<String, Object> told) {
    for (RecordComponent component : command.getClass().getRecordComponents()) {
      Object value = value(command, component);
      if (value instanceof Change<?> change) {
        if (change.present()) {
          told.put(component.getName(), shown(component.getName(), change.value()));
        }
      } else if (value instanceof Record part && !isText(part)) {
        tell(part, told);
      } else if (value != null) {
        told.put(component.getName(), shown(component.getName(), value));
      }
    }
  }

  /** As the reader of bodies tells them apart: what is one text in JSON has {@code parse}. */
  private static boolean isText(Record value) {
    return Arrays.stream(value.getClass().getMethods())
        .anyMatch(method -> method.getName().equals("parse"));
  }

  private static Object shown(String name, @Nullable Object value) {
    if (value == null) {
      return "(removed)";
    }
    if (value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Enum<?>
        || value instanceof Duration
        || value instanceof Instant
        || value instanceof OrganizationId) {
      return value;
    }
    if (name.equals("callbackUrl")) {
      return host(value.toString());
    }
    if (!TELLING.contains(name)) {
      return SET;
    }
    return value instanceof Collection<?> values
        ? values.stream().map(String::valueOf).toList()
        : value.toString();
  }

  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? SET : host;
    } catch (IllegalArgumentException e) {
      return SET;
    }
  }

  private static @Nullable Object value(Record command, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true); // commands may be package-private
      return accessor.invoke(command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }
}
