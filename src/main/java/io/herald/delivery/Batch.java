package io.herald.delivery;

import static java.util.stream.Collectors.joining;

import io.herald.ids.PrefixedId;
import io.herald.messages.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deliveries of one webhook that share a request: their frozen bodies in a JSON array, in the order
 * of their ids, signed as one. The same messages make the same bytes and have the same id, so a
 * retry that brings the same ones together is the same batch.
 */
record Batch(List<Claim> claims) {

  private static final String PREFIX = "batch_";

  Batch {
    claims = claims.stream().sorted(Comparator.comparingLong(Claim::deliveryId)).toList();
  }

  /** Made of the messages' ids. */
  String id() {
    ByteBuffer digest = ByteBuffer.wrap(sha256(messageIds()));
    return PrefixedId.format(PREFIX, new UUID(digest.getLong(), digest.getLong()));
  }

  List<String> bodies() {
    return claims.stream().map(Claim::body).toList();
  }

  byte[] body() {
    return ("[" + String.join(",", bodies()) + "]").getBytes(StandardCharsets.UTF_8);
  }

  /** What the headers tell of it beside how it is signed. */
  Map<String, String> about() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Herald-Webhook-Id", Long.toString(claims.get(0).webhookId()));
    headers.put("Herald-Batch-Size", Integer.toString(claims.size()));
    headers.put("Herald-Message-Ids", messageIds());
    headers.put(
        "Herald-Attempt",
        Integer.toString(claims.stream().mapToInt(Claim::attemptNumber).max().orElse(1)));
    if (claims.stream().map(Claim::messageId).allMatch(MessageId::isExample)) {
      headers.put("Herald-Example", "true");
    }
    return headers;
  }

  /** As the log of one of them has the headers: a hundred ids a hundred times tell nobody more. */
  Map<String, String> shown(Map<String, String> headers, Claim claim) {
    Map<String, String> shown = new LinkedHashMap<>(headers);
    int others = claims.size() - 1;
    shown.put(
        "Herald-Message-Ids",
        claim.messageId() + (others == 0 ? "" : " and " + others + " others"));
    return shown;
  }

  private String messageIds() {
    return claims.stream().map(claim -> claim.messageId().toString()).collect(joining(","));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
