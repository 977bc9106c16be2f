package io.herald.transport;

import io.herald.transport.Exchange.Progress;
import io.herald.transport.Unreachable.Kind;

/**
 * What went wrong before the egress proxy had opened its tunnel: the proxy's own trouble, or what
 * it says of the receiver's. Its name is not told: it is the operator's.
 */
final class ProxyFault {

  private static final String PROXY = "egress proxy: ";

  private ProxyFault() {}

  static Fault unresolved() {
    return new Fault(Kind.PROXY, PROXY + "no such host");
  }

  static Fault timeout(Progress progress, String within) {
    return progress == Progress.CONNECTING
        ? new Fault(Kind.PROXY, PROXY + "no connection" + within)
        : new Fault(Kind.TIMEOUT, "no connection through the egress proxy" + within);
  }

  static Fault of(Throwable failure, Progress progress) {
    if (failure instanceof TunnelRefused refused) {
      return refused(refused.status());
    }
    return progress == Progress.CONNECTING
        ? new Fault(Kind.PROXY, PROXY + Fault.connect(failure))
        : new Fault(Kind.PROXY, PROXY + "connection closed before the tunnel was open");
  }

  /** A gateway's statuses say that the receiver could not be reached (RFC 9110, 15.6.3 to 5). */
  private static Fault refused(int status) {
    return switch (status) {
      case 502, 503, 504 ->
          new Fault(Kind.CONNECT, "the egress proxy could not connect: it answered " + status);
      case 407 -> new Fault(Kind.PROXY, PROXY + "it wants credentials (407)");
      case 403 -> new Fault(Kind.PROXY, PROXY + "it does not let this host pass (403)");
      default -> new Fault(Kind.PROXY, PROXY + "it opened no tunnel, and answered " + status);
    };
  }
}
