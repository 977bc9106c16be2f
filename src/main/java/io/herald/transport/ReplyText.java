package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/** Makes text of what a receiver sent, such as any database can keep. */
final class ReplyText {

  private ReplyText() {}

  /** In the charset that {@code contentType} names, else UTF-8; without NUL. */
  static String body(byte[] bytes, @Nullable String contentType) {
    return bytes.length == 0 ? "" : withoutNul(new String(bytes, charset(contentType)));
  }

  static String withoutNul(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
  }

  private static Charset charset(@Nullable String contentType) {
    if (contentType == null || !contentType.contains("=")) {
      return UTF_8;
    }
    try {
      ContentType parsed = ContentType.parseLenient(contentType);
      return parsed == null ? UTF_8 : parsed.getCharset(UTF_8);
    } catch (IllegalArgumentException e) { // no charset could have that name
      return UTF_8;
    }
  }
}
