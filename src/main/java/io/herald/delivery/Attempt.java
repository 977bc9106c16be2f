package io.herald.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One HTTP POST of a delivery, as it was. Never changes. */
@Entity
@Table(name = "attempt")
@IdClass(Attempt.Key.class)
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class Attempt {

  @Id
  @Column(name = "delivery_id")
  private long deliveryId;

  @Id private int number;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "duration_ms")
  private int durationMs;

  private String outcome;

  @Column(name = "http_status")
  private @Nullable Integer httpStatus;

  @Column(name = "request_headers")
  private String requestHeaders;

  @Column(name = "response_headers")
  private @Nullable String responseHeaders;

  @Column(name = "response_body")
  private @Nullable String responseBody;

  private @Nullable String error;

  protected Attempt() {} // for JPA

  long deliveryId() {
    return deliveryId;
  }

  @Nullable String responseBody() {
    return responseBody;
  }

  AttemptView view() {
    return new AttemptView(
        number,
        startedAt,
        durationMs,
        httpStatus,
        outcome,
        HeaderJson.parse(requestHeaders),
        responseHeaders == null ? null : HeaderJson.parse(responseHeaders),
        responseBody,
        error);
  }

  /** Which delivery, and the how manieth attempt of it. */
  static final class Key implements Serializable {

    private static final long serialVersionUID = 1L;

    private long deliveryId;
    private int number;

    Key() {} // for JPA

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.deliveryId == deliveryId && key.number == number;
    }

    @Override
    public int hashCode() {
      return Objects.hash(deliveryId, number);
    }
  }
}
