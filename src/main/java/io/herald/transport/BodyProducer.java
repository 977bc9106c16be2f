package io.herald.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Hands the bytes over, and tells the exchange when the last one is gone. */
final class BodyProducer implements AsyncEntityProducer {

  private final ByteBuffer rest;
  private final int length;
  private final Exchange exchange;

  BodyProducer(byte[] body, Exchange exchange) {
    this.rest = ByteBuffer.wrap(body);
    this.length = body.length;
    this.exchange = exchange;
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    if (rest.hasRemaining()) {
      channel.write(rest);
    }
    if (!rest.hasRemaining()) {
      exchange.requestSent();
      channel.endStream();
    }
  }

  @Override
  public int available() {
    return Math.max(1, rest.remaining()); // 0 would mean: ask again later
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isRepeatable() {
    return false; // nothing repeats behind our back
  }

  @Override
  public boolean isChunked() {
    return false;
  }

  @Override
  public @Nullable String getContentType() {
    return null; // a header like the others
  }

  @Override
  public @Nullable String getContentEncoding() {
    return null;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  public void failed(Exception cause) {
    // the exchange hears of it through its own callback
  }

  @Override
  public void releaseResources() {
    // nothing but memory
  }
}
