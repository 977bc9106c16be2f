package io.herald.transport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt.
 *
 * @param headers everything to send but {@code Host}, {@code Content-Length} and {@code
 *     Connection}, in this order; {@code Content-Type} and {@code User-Agent} too are the caller's
 *     to give, so that its log shows what was sent. Each must pass {@link RequestHeaders#check}.
 * @param body sent as it is; not copied, so the caller must not change it any more
 * @param identity what to show to a receiver that asks for a certificate; null: nothing
 * @param timeout for all of it: resolving, connecting, TLS, sending, and the first 16 KiB of the
 *     answer
 */
@SuppressWarnings("ArrayRecordComponent") // a command, never compared; a copy per attempt is dear
public record PostRequest(
    CallbackUrl url,
    Map<String, String> headers,
    byte[] body,
    @Nullable ClientIdentity identity,
    Duration timeout) {

  public PostRequest {
    headers.forEach(RequestHeaders::check);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  /** One by nobody in particular. */
  public PostRequest(CallbackUrl url, Map<String, String> headers, byte[] body, Duration timeout) {
    this(url, headers, body, null, timeout);
  }

  /** The same with one more header, and less time. */
  public PostRequest with(String name, String value, Duration left) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PostRequest(url, more, body, identity, left);
  }

  @Override
  public String toString() { // headers may hold a secret
    return "POST " + url + " (" + body.length + " bytes)";
  }
}
