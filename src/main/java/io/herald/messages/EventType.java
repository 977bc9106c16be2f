package io.herald.messages;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public name of a kind of message: one of the built-in ones, or a custom one: full-stop
 * delimited parts of {@code [a-zA-Z0-9_]}, up to 128 characters.
 */
public record EventType(String name) {

  // first: the constants below need them
  private static final int MAX_LENGTH = 128;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*");

  public static final EventType SYNC_USER = new EventType("sync.user");
  public static final EventType SYNC_ORGANIZATION = new EventType("sync.organization");
  public static final EventType USER_CREATED = new EventType("USER_CREATED");
  public static final EventType USER_DISABLED = new EventType("USER_DISABLED");
  public static final EventType USER_REMOVED_FROM_GROUP = new EventType("USER_REMOVED_FROM_GROUP");
  public static final EventType PING = new EventType("ping");

  public static final EventType WEBHOOK_FAILING = new EventType("webhook.failing");
  public static final EventType WEBHOOK_DEACTIVATED = new EventType("webhook.deactivated");
  public static final EventType WEBHOOK_CERTIFICATE_EXPIRING =
      new EventType("webhook.certificate_expiring");
  public static final EventType DELIVERY_EXHAUSTED = new EventType("delivery.exhausted");
  public static final EventType SECRET_ROTATED = new EventType("secret.rotated");
  public static final EventType REPLAY_FINISHED = new EventType("replay.finished");

  private static final Set<EventType> OPERATIONAL =
      Set.of(
          WEBHOOK_FAILING,
          WEBHOOK_DEACTIVATED,
          WEBHOOK_CERTIFICATE_EXPIRING,
          DELIVERY_EXHAUSTED,
          SECRET_ROTATED,
          REPLAY_FINISHED);

  private static final Set<EventType> BUILT_IN =
      Stream.concat(
              OPERATIONAL.stream(),
              Stream.of(
                  SYNC_USER,
                  SYNC_ORGANIZATION,
                  USER_CREATED,
                  USER_DISABLED,
                  USER_REMOVED_FROM_GROUP,
                  PING))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * @throws IllegalArgumentException where the name breaks the rule above, with a sentence for a
   *     person
   */
  public EventType {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "must be parts of [a-zA-Z0-9_] delimited by full stops, at most 128 characters in all");
    }
  }

  /** Those that the directory or Herald itself raises. */
  public static Set<EventType> builtInTypes() {
    return BUILT_IN;
  }

  /** The written form. */
  public static EventType parse(String name) {
    return new EventType(name);
  }

  /** The type of that name; empty where it can't be one. */
  public static Optional<EventType> ofName(String name) {
    try {
      return Optional.of(new EventType(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether the directory or Herald itself raises it, so that nobody else may. */
  public boolean builtIn() {
    return BUILT_IN.contains(this);
  }

  /**
   * Whether it tells how webhooks themselves are doing. A webhook hears of that only where it asks
   * for it by name, or by a pattern such as {@code webhook.*}; who hears of everything does not.
   */
  public boolean operational() {
    return OPERATIONAL.contains(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
