package io.herald.transport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt.
 *
 * @param method {@code POST}, or {@code OPTIONS} for a handshake before the first of them
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
    String method,
    CallbackUrl url,
    Map<String, String> headers,
    byte[] body,
    @Nullable ClientIdentity identity,
    Duration timeout) {

  private static final String POST = "POST";
  private static final String OPTIONS = "OPTIONS";

  public PostRequest {
    headers.forEach(RequestHeaders::check);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
  }

  /** A post. */
  public PostRequest(
      CallbackUrl url,
      Map<String, String> headers,
      byte[] body,
      @Nullable ClientIdentity identity,
      Duration timeout) {
    this(POST, url, headers, body, identity, timeout);
  }

  /** Asks what may be posted. */
  public static PostRequest options(
      CallbackUrl url,
      Map<String, String> headers,
      @Nullable ClientIdentity identity,
      Duration timeout) {
    return new PostRequest(OPTIONS, url, headers, new byte[0], identity, timeout);
  }

  /** A post by nobody in particular. */
  public PostRequest(CallbackUrl url, Map<String, String> headers, byte[] body, Duration timeout) {
    this(POST, url, headers, body, null, timeout);
  }

  boolean hasBody() {
    return method.equals(POST);
  }

  /** The same with one more header, and less time. */
  public PostRequest with(String name, String value, Duration left) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PostRequest(method, url, more, body, identity, left);
  }

  @Override
  public String toString() { // headers may hold a secret
    return method + " " + url + " (" + body.length + " bytes)";
  }
}
