package io.herald.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer in, as far as it is wanted: at {@link #MOST_BYTES} of the body it is complete,
 * and the connection is closed rather than emptied, for it may be endless.
 */
final class ReplyConsumer implements AsyncResponseConsumer<Reply> {

  static final int MOST_BYTES = 16 * 1024;
  private static final int FIRST_BUFFER = 512;
  private static final byte[] NOTHING = new byte[0];

  private final Exchange exchange;
  private @Nullable HttpResponse head;
  private @Nullable FutureCallback<Reply> done;
  private byte[] body = NOTHING;
  private int length;

  ReplyConsumer(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {
    exchange.informational();
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<Reply> callback)
      throws IOException {
    if (exchange.isAtProxy()) {
      throw new TunnelRefused(response.getCode());
    }
    head = response;
    done = callback;
    exchange.headArrived();
    if (entity == null) {
      complete(new Reply(response, body, 0));
    }
  }

  /**
   * An answer that does not wait for the request leaves a connection on which the rest may never be
   * taken: it is closed.
   */
  @SuppressWarnings("NullAway") // the head comes first
  private void complete(Reply reply) throws EnoughRead {
    if (!exchange.isRequestSent()) {
      exchange.completed(reply);
      throw new EnoughRead();
    }
    done.completed(reply);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  @SuppressWarnings("NullAway") // the head comes before the body
  public void consume(ByteBuffer source) throws IOException {
    int wanted = Math.min(source.remaining(), MOST_BYTES - length);
    if (body.length < length + wanted) {
      int size = Math.max(FIRST_BUFFER, Math.max(2 * body.length, length + wanted));
      body = Arrays.copyOf(body, Math.min(MOST_BYTES, size));
    }
    source.get(body, length, wanted);
    length += wanted;
    if (source.hasRemaining()) {
      exchange.completed(new Reply(head, body, length));
      throw new EnoughRead();
    }
  }

  @Override
  @SuppressWarnings("NullAway") // the head comes before the body
  public void streamEnd(@Nullable List<? extends Header> trailers) throws IOException {
    complete(new Reply(head, body, length));
  }

  @Override
  public void failed(Exception cause) {
    // the exchange hears of it through its own callback
  }

  @Override
  public void releaseResources() {
    exchange.released();
  }

  /** Ends the exchange and so the connection; nobody reads it. */
  private static final class EnoughRead extends IOException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
