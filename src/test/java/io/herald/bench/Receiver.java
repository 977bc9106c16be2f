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
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Answers 204 to every POST and counts, all on one thread: to {@code /hook} at once, to {@code
 * /paced} 50 a second, to {@code /hang} after 15 s. {@code GET /stats/hook} tells what came there,
 * {@code GET /count/hook} in short, {@code GET /sent/hook} which events; {@code GET /reset}
 * forgets. A process of its own; prints its port, and ends with its parent.
 */
final class Receiver {

  /** What {@code /paced} answers in a second. */
  static final int PACE = 50;

  private static final long HANG_NANOS = 15_000_000_000L;
  private static final byte[] NO_CONTENT =
      "HTTP/1.1 204 No Content\r\nServer: bench\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] PACED = "/paced".getBytes(US_ASCII);
  private static final byte[] HANG = "/hang".getBytes(US_ASCII);

  private final Selector selector = Selector.open();
  private final ServerSocketChannel server = ServerSocketChannel.open();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::at));
  private Tally hook = new Tally();
  private Tally paced = new Tally();
  private Tally hang = new Tally();
  private long nextPaced = System.nanoTime();

  /** An answer to be given at a time as of {@link System#nanoTime()}. */
  private record Later(long at, SocketChannel channel) {}

  private Receiver() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5000);
    server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Runs until its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    Receiver receiver = new Receiver();
    System.out.println(receiver.server.socket().getLocalPort());
    Thread parent = new Thread(Receiver::endWithParent);
    parent.setDaemon(true);
    parent.start();
    while (true) {
      receiver.selector.select(receiver::ready, receiver.patienceMillis());
      receiver.answerLate();
    }
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes
      }
    } catch (IOException e) {
      // as if it had ended
    }
    System.exit(0);
  }

  private long patienceMillis() {
    Later next = later.peek();
    return next == null ? 0 : Math.max(1, (next.at() - System.nanoTime()) / 1_000_000);
  }

  private void answerLate() {
    for (Later next = later.peek();
        next != null && next.at() <= System.nanoTime();
        next = later.peek()) {
      later.remove();
      try {
        next.channel().write(ByteBuffer.wrap(NO_CONTENT));
      } catch (IOException e) {
        // the client did not wait
      }
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
      closeQuietly(key);
    }
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      // it is gone
    }
  }

  private void read(SocketChannel channel, Request request) throws IOException {
    if (channel.read(request.space()) < 0) {
      channel.close();
      return;
    }
    while (request.parse()) {
      if (request.isGet()) {
        ByteBuffer answer = ByteBuffer.wrap(tell(request.path()));
        while (answer.hasRemaining()) {
          channel.write(answer); // it is being read
        }
      } else {
        post(channel, request);
      }
      request.next();
    }
  }

  private void post(SocketChannel channel, Request request) throws IOException {
    if (request.isTo(PACED)) {
      paced.arrived(request.deliveryId(), 0);
      nextPaced = Math.max(System.nanoTime(), nextPaced + 1_000_000_000L / PACE);
      later.add(new Later(nextPaced, channel));
    } else if (request.isTo(HANG)) {
      hang.arrived(request.deliveryId(), 0);
      later.add(new Later(System.nanoTime() + HANG_NANOS, channel));
    } else {
      hook.arrived(request.deliveryId(), request.sentAt());
      channel.write(ByteBuffer.wrap(NO_CONTENT));
    }
  }

  private byte[] tell(String path) {
    if (path.equals("/reset")) {
      hook = new Tally();
      paced = new Tally();
      hang = new Tally();
      return NO_CONTENT;
    }
    Tally tally = path.endsWith("/paced") ? paced : path.endsWith("/hang") ? hang : hook;
    if (path.startsWith("/sent")) {
      return text(tally.sentTimes());
    }
    return text(path.startsWith("/count") ? tally.count() : tally.json());
  }

  private static byte[] text(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body)
        .getBytes(US_ASCII);
  }
}
