package io.herald.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Typed reads of the keys {@code herald.*}. White space around a value is dropped, and an empty
 * value counts as absent, so an empty environment variable is no trap. Every read ends in a value
 * of its type or in an {@link InvalidSetting}.
 */
@ApplicationScoped
public class Settings {

  private static final String NUMBER_UNITS = "a whole number";
  private static final String DURATION_UNITS = "a duration such as PT10S, PT5M, PT24H or P5D";

  private final Config config;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Settings() { // for the CDI proxy
    this.config = null;
  }

  @Inject
  public Settings(Config config) {
    this.config = config;
  }

  /** The text of a key that has a default. */
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> new InvalidSetting(key, "it is required"));
  }

  /** The text of a key that may be absent. Never shown in a message: it may be a secret. */
  public Optional<String> optionalText(String key) {
    return config.getOptionalValue(key, String.class).map(String::strip).filter(s -> !s.isEmpty());
  }

  /** {@code true} or {@code false}, and nothing else: what loosens a rule is not to be guessed. */
  public boolean flag(String key) {
    return parsed(
        key,
        "true or false",
        text -> {
          String lower = text.toLowerCase(Locale.ROOT);
          if (!lower.equals("true") && !lower.equals("false")) {
            throw new IllegalArgumentException(text);
          }
          return lower.equals("true");
        });
  }

  /** A whole number from {@code least} to {@code most}, both included. */
  public int integer(String key, int least, int most) {
    return bounded(key, parsed(key, NUMBER_UNITS, Integer::valueOf), least, most);
  }

  /**
   * A positive ISO-8601 duration from {@code least} to {@code most}, both included; days allowed.
   */
  public Duration duration(String key, Duration least, Duration most) {
    return bounded(key, parsed(key, DURATION_UNITS, Duration::parse), least, most);
  }

  /** A comma-separated list of durations, each within the bounds; at least one. */
  public List<Duration> durations(String key, Duration least, Duration most) {
    List<Duration> values =
        parsed(
            key,
            "a comma-separated list of durations such as PT10S,PT60S,PT300S",
            text -> split(text).stream().map(Duration::parse).toList());
    if (values.isEmpty()) {
      throw new InvalidSetting(key, text(key), "it names no duration");
    }
    values.forEach(value -> bounded(key, value, least, most));
    return values;
  }

  /** A comma-separated list; empty where the key is absent. */
  public List<String> list(String key) {
    return optionalText(key).map(Settings::split).orElse(List.of());
  }

  private <T> T parsed(String key, String form, Function<String, T> parser) {
    String text = text(key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
      throw new InvalidSetting(key, text, "it must be " + form);
    }
  }

  private static <T extends Comparable<T>> T bounded(String key, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidSetting(
          key, value.toString(), "it must be between " + least + " and " + most);
    }
    return value;
  }

  private static List<String> split(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
