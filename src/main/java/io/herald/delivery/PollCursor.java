package io.herald.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which messages an answer to a poll held, and when: not a position, but the deliveries themselves.
 * Ids are assigned before their transactions commit, so what commits late may have a lower id than
 * what was answered; a position would acknowledge it unseen.
 *
 * <p>Written as the base64url form of variable-length integers: a version, the time in
 * milliseconds, and of each delivery the distance from the one before and the attempt's number.
 */
record PollCursor(Instant servedAt, List<Served> served) {

  /** More than any answer holds. */
  private static final int MAX = 1000;

  private static final int VERSION = 1;

  /** The attempt's number is in it, so that what was redelivered since is not acknowledged. */
  record Served(long deliveryId, int attemptNumber) {}

  PollCursor {
    served = List.copyOf(served);
  }

  /** Of the claims in one answer, which are in the order of their ids. */
  static PollCursor of(Instant servedAt, List<Claim> claims) {
    return new PollCursor(
        servedAt,
        claims.stream()
            .map(claim -> new Served(claim.deliveryId(), claim.attemptNumber()))
            .toList());
  }

  /** Reads the written form; empty where it is none. */
  static Optional<PollCursor> parse(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (read(bytes) != VERSION) {
        return Optional.empty();
      }
      Instant servedAt = Instant.ofEpochMilli(read(bytes));
      List<Served> served = new ArrayList<>();
      long id = 0;
      while (bytes.hasRemaining()) {
        id = Math.addExact(id, read(bytes));
        served.add(new Served(id, Math.toIntExact(read(bytes))));
      }
      return served.size() <= MAX
          ? Optional.of(new PollCursor(servedAt, served))
          : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static long read(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new ArithmeticException("longer than any number of ours");
  }

  private static void write(ByteArrayOutputStream bytes, long value) {
    long rest = value;
    while (rest > 0x7f) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  @Override
  public String toString() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, VERSION);
    write(bytes, servedAt.toEpochMilli());
    long before = 0;
    for (Served each : served) {
      write(bytes, each.deliveryId() - before);
      write(bytes, each.attemptNumber());
      before = each.deliveryId();
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }
}
