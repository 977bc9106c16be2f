package io.herald.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the console, as it goes over the wire.
 *
 * @param type its media type
 * @param plain its bytes
 * @param gzip the same, compressed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
record Asset(String type, byte[] plain, byte[] gzip) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "svg", "image/svg+xml");

  static Asset of(String path, byte[] bytes) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("no media type for " + path);
    }
    return new Asset(type, bytes, compressed(bytes));
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
