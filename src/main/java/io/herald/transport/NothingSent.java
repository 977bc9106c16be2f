package io.herald.transport;

import java.io.IOException;

/** A connection was refused or broke before any byte of the request went out. */
final class NothingSent extends IOException {

  private static final long serialVersionUID = 1L;

  @Override
  public synchronized Throwable fillInStackTrace() { // a signal, read by nobody
    return this;
  }
}
