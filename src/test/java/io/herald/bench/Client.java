package io.herald.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept connection of a client: a request, its answer, the next request. */
final class Client implements AutoCloseable {

  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);
  private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(US_ASCII);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocate(128 * 1024);
  private long dueAt;

  Client(URI address, Selector selector, int largestRequest) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    out = ByteBuffer.allocate(largestRequest);
  }

  /** Sends what was due at a time as of {@link System#nanoTime()}. */
  void send(ByteBuffer request, long due) throws IOException {
    dueAt = due;
    in.clear();
    out.clear().put(request).flip();
    write();
  }

  long dueAt() {
    return dueAt;
  }

  void write() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
  }

  /** The answer's status once all of it is there; 0 before. */
  int read() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the server closed the connection");
    }
    byte[] bytes = in.array();
    int filled = in.position();
    int length = 0;
    boolean chunked = false;
    int line = 0;
    while (true) {
      int end = line;
      while (end < filled && bytes[end] != '\n') {
        end++;
      }
      if (end >= filled) {
        return 0;
      }
      if (end - line <= 1) {
        int body = end + 1;
        boolean complete = chunked ? endsChunked(bytes, body, filled) : filled - body >= length;
        return complete ? (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0' : 0;
      }
      if (starts(bytes, line, LENGTH)) {
        length =
            Integer.parseInt(
                new String(bytes, line + LENGTH.length, end - line - LENGTH.length, US_ASCII)
                    .strip());
      } else if (starts(bytes, line, CHUNKED)) {
        chunked = true;
      }
      line = end + 1;
    }
  }

  private static boolean endsChunked(byte[] bytes, int from, int filled) {
    return filled - from >= 5 && bytes[filled - 5] == '0' && bytes[filled - 3] == '\n';
  }

  private static boolean starts(byte[] bytes, int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      int character = bytes[from + i];
      if (character >= 'A' && character <= 'Z') {
        character += 'a' - 'A';
      }
      if (character != expected[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
