package io.herald.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Answers 204 to every POST, as fast as one thread can, and counts. {@code GET /stats} tells,
 * {@code GET /count} in short, {@code GET /reset} forgets. A process of its own; prints its port.
 */
final class Receiver {

  private static final byte[] NO_CONTENT =
      "HTTP/1.1 204 No Content\r\nServer: bench\r\n\r\n".getBytes(US_ASCII);

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private Tally tally = new Tally();

  private Receiver() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5000);
    server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws IOException {
    Receiver receiver = new Receiver();
    System.out.println(receiver.server.socket().getLocalPort());
    while (true) {
      receiver.selector.select(receiver::ready);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        SocketChannel accepted = server.accept();
        accepted.socket().setTcpNoDelay(true);
        accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ, new Request());
      } else if (key.channel() instanceof SocketChannel channel) {
        read(channel, (Request) key.attachment());
      }
    } catch (IOException e) { // a client that went away
      key.cancel();
    }
  }

  private void read(SocketChannel channel, Request request) throws IOException {
    if (channel.read(request.space()) < 0) {
      channel.close();
      return;
    }
    while (request.parse()) {
      channel.write(ByteBuffer.wrap(answer(request)));
      request.next();
    }
  }

  private byte[] answer(Request request) {
    if (!request.isGet()) {
      tally.arrived(request.deliveryId(), request.sentAt());
      return NO_CONTENT;
    }
    return switch (request.path()) {
      case "/stats" -> text(tally.json());
      case "/count" -> text(tally.count());
      case "/reset" -> {
        tally = new Tally();
        yield NO_CONTENT;
      }
      default -> "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);
    };
  }

  private static byte[] text(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body)
        .getBytes(US_ASCII);
  }
}
