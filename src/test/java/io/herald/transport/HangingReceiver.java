package io.herald.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts and says nothing, with one thread for all connections. */
final class HangingReceiver implements Closeable {

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::accept, "hanging-receiver");

  HangingReceiver() throws IOException {
    server = new ServerSocket(0, 5000, InetAddress.getLoopbackAddress());
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        sockets.add(server.accept());
      }
    } catch (IOException closed) {
      // the end
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int accepted() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
