package io.herald.transport;

import java.io.IOException;

/** The egress proxy answered {@code CONNECT}, but with no tunnel. */
final class TunnelRefused extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;

  TunnelRefused(int status) {
    this.status = status;
  }

  /** What the proxy answered with. */
  int status() {
    return status;
  }

  @Override
  public synchronized Throwable fillInStackTrace() { // a signal, read by nobody
    return this;
  }
}
