package io.herald.transport;

import java.time.Duration;
import java.time.Instant;

/**
 * No complete answer came.
 *
 * @param error for the owner of the webhook: a short phrase that names no address of ours
 */
public record Unreachable(Kind kind, String error, Instant startedAt, Duration duration)
    implements Outcome {

  /** Where it went wrong. */
  public enum Kind {
    /** The time for the whole attempt ran out. */
    TIMEOUT,
    /** The host's name could not be resolved. */
    DNS,
    /** No connection: refused, reset, no route. Nothing was sent. */
    CONNECT,
    /** The egress proxy of this installation failed, or let nothing pass. Nothing was sent. */
    PROXY,
    /** The handshake failed, or the certificate is not good for the host. Nothing was sent. */
    TLS,
    /** The connection broke after the request may have been sent: the receiver may have it. */
    CONNECTION_LOST,
    /**
     * What came back is no HTTP/1.1 answer, or breaks a limit. The receiver may have the request.
     */
    PROTOCOL,
    /** No access token could be had for it. The receiver was asked for nothing. */
    TOKEN;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public Outcome spanning(Instant start, Duration whole) {
    return new Unreachable(kind, error, start, whole);
  }
}
