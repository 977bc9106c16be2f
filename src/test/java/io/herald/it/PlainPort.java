package io.herald.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A port on 127.0.0.1 that speaks no TLS: whatever comes is answered in plain HTTP. */
final class PlainPort implements AutoCloseable {

  private static final byte[] ANSWER = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);

  private final ServerSocket server;

  PlainPort() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::answerAll, "plain-port");
    thread.setDaemon(true);
    thread.start();
  }

  URI https() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort() + "/");
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        if (socket.getInputStream().read(new byte[8192]) > 0) {
          socket.getOutputStream().write(ANSWER);
        }
      } catch (IOException e) {
        // the client went, or this port is closed
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
