package io.herald.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that knows {@code CONNECT}, and where every name leads: to one port of this
 * machine.
 */
final class ScriptedProxy implements Closeable {

  private final ServerSocket server;
  private final int leadsTo;
  private final String answer;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Opens every tunnel. */
  static ScriptedProxy leadingTo(int port) throws IOException {
    return new ScriptedProxy(port, "");
  }

  /** Answers {@code CONNECT} with these lines, {@code |} between them, and opens nothing. */
  static ScriptedProxy answering(String answer) throws IOException {
    return new ScriptedProxy(0, answer);
  }

  private ScriptedProxy(int leadsTo, String answer) throws IOException {
    this.leadsTo = leadsTo;
    this.answer = answer;
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  EgressProxy setting() {
    return EgressProxy.parse("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The first line of each request. */
  List<String> asked() {
    return asked;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      BufferedReader head =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1), 1);
      asked.add(head.readLine());
      while (!head.readLine().isEmpty()) {
        // headers
      }
      if (leadsTo == 0) {
        client.getOutputStream().write(answer.replace("|", "\r\n").getBytes(ISO_8859_1));
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
        return;
      }
      try (Socket target = new Socket(InetAddress.getLoopbackAddress(), leadsTo)) {
        client.getOutputStream().write("HTTP/1.1 200 Yes\r\n\r\n".getBytes(ISO_8859_1));
        threads.execute(() -> copy(target, client));
        copy(client, target);
      }
    } catch (IOException e) {
      // one of them has gone
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one of them has gone
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
