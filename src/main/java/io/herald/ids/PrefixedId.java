package io.herald.ids;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * The text form of a UUID: a prefix, then its 128 bits, big-endian, as 25 digits of base36 ({@code
 * 0-9a-z}, zero-padded). The wire contract, section 1.
 */
public final class PrefixedId {

  private static final int DIGITS = 25;
  private static final int RADIX = 36;

  private PrefixedId() {}

  /** {@code prefix} followed by the 25 digits of {@code id}. */
  public static String format(String prefix, UUID id) {
    BigInteger number =
        unsigned(id.getMostSignificantBits())
            .shiftLeft(64)
            .or(unsigned(id.getLeastSignificantBits()));
    String digits = number.toString(RADIX);
    return prefix + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The UUID that {@code text} names; empty where it is not one of this prefix. */
  public static Optional<UUID> parse(String prefix, String text) {
    if (!text.startsWith(prefix) || text.length() != prefix.length() + DIGITS) {
      return Optional.empty();
    }
    String digits = text.substring(prefix.length());
    if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) {
      return Optional.empty();
    }
    BigInteger number = new BigInteger(digits, RADIX);
    return number.bitLength() > 128
        ? Optional.empty()
        : Optional.of(new UUID(number.shiftRight(64).longValue(), number.longValue()));
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }
}
