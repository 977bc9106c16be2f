package io.herald.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request was refused (RFC 9457). */
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable List<FieldError> errors) {

  /** One field at fault, by JSON pointer. */
  public record FieldError(String pointer, String detail) {}
}
