package io.herald.transport;

import io.herald.transport.Unreachable.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Says what went wrong in words for a tenant. Exceptions' own messages are never shown: they hold
 * addresses.
 */
record Fault(Kind kind, String words) {

  static Fault unresolved() {
    return new Fault(Kind.DNS, "DNS: no such host");
  }

  /** The time ran out at that point. */
  static Fault timeout(Exchange exchange, boolean tls, Duration timeout) {
    String within = " within " + seconds(timeout);
    return exchange.isAtProxy()
        ? ProxyFault.timeout(exchange.progress(), within)
        : timeout(exchange.progress(), tls, within);
  }

  private static Fault timeout(Exchange.Progress progress, boolean tls, String within) {
    return new Fault(
        Kind.TIMEOUT,
        switch (progress) {
          case CONNECTING -> "no connection" + within;
          case CONNECTED -> (tls ? "TLS: no handshake" : "no connection") + within;
          case SENDING -> "no answer" + within;
          case ANSWERING -> "no complete answer" + within;
        });
  }

  static Fault unresolvedWithin(Duration timeout) {
    return new Fault(Kind.TIMEOUT, "DNS: the host was not resolved within " + seconds(timeout));
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
  }

  static Fault of(Throwable failure, Exchange exchange) {
    return exchange.isAtProxy()
        ? ProxyFault.of(failure, exchange.progress())
        : of(failure, exchange.progress());
  }

  private static Fault of(Throwable failure, Exchange.Progress progress) {
    if (failure instanceof UnknownHostException) {
      return unresolved();
    }
    if (failure instanceof SSLException) {
      return new Fault(Kind.TLS, "TLS: " + tls(failure));
    }
    return switch (progress) {
      case CONNECTING -> new Fault(Kind.CONNECT, connect(failure));
      case CONNECTED -> new Fault(Kind.TLS, "TLS: connection closed during the handshake");
      case SENDING, ANSWERING -> exchange(failure, progress);
    };
  }

  /** Whether the same may work a moment later, with nothing sent twice. */
  static boolean worthReconnecting(Throwable failure, Exchange.Progress progress) {
    return failure instanceof RequestNotExecutedException
        || (failure instanceof IOException
            && !(failure instanceof SSLException)
            && !(failure instanceof TunnelRefused)
            && (progress == Exchange.Progress.CONNECTING
                || progress == Exchange.Progress.CONNECTED));
  }

  static String connect(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof NoRouteToHostException || message.contains("unreachable")) {
      return "no route to the host";
    }
    if (message.contains("timed out")) {
      return "connection timed out";
    }
    if (failure instanceof ConnectException && message.contains("refused")) {
      return "connection refused";
    }
    return "could not connect";
  }

  private static Fault exchange(Throwable failure, Exchange.Progress progress) {
    if (failure instanceof MessageConstraintException) {
      return new Fault(Kind.PROTOCOL, "the answer's headers are too large");
    }
    boolean broken =
        failure instanceof ConnectionClosedException || failure instanceof TruncatedChunkException;
    if (failure instanceof HttpException
        || (failure instanceof MalformedChunkCodingException && !broken)
        || failure instanceof RuntimeException) {
      return new Fault(Kind.PROTOCOL, "the answer is not valid HTTP/1.1");
    }
    return new Fault(
        Kind.CONNECTION_LOST,
        progress == Exchange.Progress.ANSWERING
            ? "connection closed before the end of the answer"
            : "connection closed before an answer");
  }

  private static String tls(Throwable failure) {
    if (failure instanceof SSLPeerUnverifiedException) {
      return "certificate name does not match";
    }
    if (find(failure, CertificateExpiredException.class).isPresent()) {
      return "certificate has expired";
    }
    if (find(failure, CertificateNotYetValidException.class).isPresent()) {
      return "certificate is not valid yet";
    }
    if (find(failure, CertPathBuilderException.class).isPresent()) {
      return "certificate is not trusted";
    }
    String messages = messages(failure);
    if (messages.contains("received fatal alert: ") && messages.contains("certificate")) {
      return "the receiver wants a client certificate that it trusts";
    }
    if (messages.contains("no subject alternative") || messages.contains("no name matching")) {
      return "certificate name does not match";
    }
    if (messages.contains("protocol_version") || messages.contains("protocol version")) {
      return "no common protocol version";
    }
    if (messages.contains("certificate") || messages.contains("pkix")) {
      return "certificate is not trusted";
    }
    return "handshake failed";
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return Optional.of(type.cast(t));
      }
    }
    return Optional.empty();
  }

  private static String messages(Throwable failure) {
    StringBuilder messages = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      messages.append(t.getMessage()).append('\n');
    }
    return messages.toString().toLowerCase(Locale.ROOT);
  }
}
