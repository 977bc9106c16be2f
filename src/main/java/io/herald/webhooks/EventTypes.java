package io.herald.webhooks;

import io.herald.messages.EventType;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event types that a webhook hears, each pattern once, in the order in which its owner named
 * them. None named means all.
 */
public record EventTypes(List<EventTypePattern> patterns) {

  /** Every event type. */
  public static final EventTypes ALL = new EventTypes(List.of());

  private static final JsonProvider JSON = JsonProvider.provider();

  public EventTypes {
    patterns = patterns.stream().distinct().toList();
  }

  /** Those of a request; absent means all. */
  public static EventTypes of(@Nullable List<EventTypePattern> patterns) {
    return patterns == null || patterns.isEmpty() ? ALL : new EventTypes(patterns);
  }

  /** Reads what {@link #stored} wrote. */
  public static EventTypes fromStored(@Nullable String stored) {
    if (stored == null) {
      return ALL;
    }
    try (var reader = JSON.createReader(new StringReader(stored))) {
      return new EventTypes(
          reader.readArray().getValuesAs(JsonString.class).stream()
              .map(text -> new EventTypePattern(text.getString()))
              .toList());
    }
  }

  /** A JSON array; null for all. */
  public @Nullable String stored() {
    if (patterns.isEmpty()) {
      return null;
    }
    var array = JSON.createArrayBuilder();
    patterns.forEach(pattern -> array.add(pattern.text()));
    JsonValue json = array.build();
    return json.toString();
  }

  /** Whether each pattern stands for one type, and there is at least one. */
  boolean exact() {
    return !patterns.isEmpty() && patterns.stream().allMatch(EventTypePattern::exact);
  }

  /**
   * Whether a message of this type is heard. One that tells how webhooks are doing is heard only by
   * who asks for it: all and {@code *} mean what the producers announce.
   */
  public boolean match(EventType type) {
    if (type.operational()) {
      return patterns.stream()
          .anyMatch(
              pattern ->
                  !pattern.text().equals(EventTypePattern.EVERYTHING) && pattern.matches(type));
    }
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(type));
  }

  /** As they are shown. */
  public List<String> names() {
    return patterns.stream().map(EventTypePattern::text).toList();
  }
}
