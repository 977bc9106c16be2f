package io.herald.messages;

import io.herald.ids.PrefixedId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A message's id, written {@code msg_} and 25 digits of base36: the receiver's key against
 * duplicates, the same on each retry and redelivery.
 */
public record MessageId(UUID value) {

  private static final String PREFIX = "msg_";

  private static final int GENUINE = 7;
  private static final int EXAMPLE = 8;

  /** A new id that sorts by {@code now}: UUID version 7 (RFC 9562, section 5.7). */
  public static MessageId next(Instant now) {
    return ofVersion(GENUINE, now);
  }

  /**
   * The same for a message that is only an example: UUID version 8, which is for uses of one's own,
   * so that whoever sees the id can tell, at any later time.
   */
  static MessageId nextExample(Instant now) {
    return ofVersion(EXAMPLE, now);
  }

  private static MessageId ofVersion(int version, Instant now) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = now.toEpochMilli() << 16 | (long) version << 12 | random.nextInt(1 << 12);
    long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
    return new MessageId(new UUID(high, low));
  }

  /** Whether a person asked for an example, and nothing has happened. */
  public boolean isExample() {
    return value.version() == EXAMPLE;
  }

  /** Reads the written form; empty where it is none. */
  public static Optional<MessageId> parse(String text) {
    return PrefixedId.parse(PREFIX, text).map(MessageId::new);
  }

  @Override
  public String toString() {
    return PrefixedId.format(PREFIX, value);
  }
}
