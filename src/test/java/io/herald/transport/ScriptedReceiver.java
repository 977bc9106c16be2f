package io.herald.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * A receiver on a bare socket, so that it can break every rule. Each connection runs the script.
 */
final class ScriptedReceiver implements Closeable {

  /** What to do with a connection. */
  @FunctionalInterface
  interface Script {
    void run(Connection connection) throws Exception;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final Semaphore closedByPeer = new Semaphore(0);
  private final Semaphore closed = new Semaphore(0);

  ScriptedReceiver(Script script) {
    this(plainSocket(), script);
  }

  ScriptedReceiver(ServerSocket server, Script script) {
    this.server = server;
    threads.execute(() -> acceptAll(script));
  }

  private static ServerSocket plainSocket() {
    try {
      return new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acceptAll(Script script) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        int number = accepted.incrementAndGet();
        sockets.add(socket);
        threads.execute(() -> serve(script, socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Script script, Socket socket, int number) {
    try (socket) {
      script.run(new Connection(socket, number));
    } catch (Exception e) {
      closedByPeer.release(); // the client went away in the middle of it
    }
    closed.release();
  }

  int port() {
    return server.getLocalPort();
  }

  /** Connections so far. */
  int accepted() {
    return accepted.get();
  }

  /** Released once for each connection that the client broke. */
  Semaphore closedByPeer() {
    return closedByPeer;
  }

  /** Released once for each connection that is closed on this side, by whomever. */
  Semaphore closed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** One connection, from the receiver's side. */
  static final class Connection {

    private final Socket socket;
    private final int number;
    private final InputStream in;
    private final OutputStream out;

    private Connection(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.number = number;
      this.in = new BufferedInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Whom the client's certificate names; "nobody" without one. */
    String peer() {
      try {
        return socket instanceof SSLSocket tls
            ? tls.getSession().getPeerPrincipal().getName()
            : "nobody";
      } catch (SSLPeerUnverifiedException e) {
        return "nobody";
      }
    }

    /** From 1. */
    int number() {
      return number;
    }

    /** Reads one request by its content length; gives head and body as one text. */
    String readRequest() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          throw new IOException("closed by the client");
        }
        head.append((char) c);
      }
      String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
      int at = lower.indexOf("content-length:");
      int length =
          at < 0 ? 0 : Integer.parseInt(lower.substring(at + 15, lower.indexOf('\r', at)).strip());
      return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    /** Sends text, each bar as the end of a line. */
    void send(String text) throws IOException {
      out.write(text.replace("|", "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }

    /** Reads some bytes, whatever they are. */
    void skip(int bytes) throws IOException {
      in.readNBytes(bytes);
    }

    /** Reads nothing more, for as long as the test may last. */
    void waitForPeer() throws InterruptedException {
      Thread.sleep(5_000);
    }

    /** Waits until the client closes. */
    void waitForClose() throws IOException {
      while (in.read() >= 0) {
        // whatever it still sends
      }
      throw new IOException("closed by the client");
    }

    /** Closes with a reset rather than in order. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
