package io.herald.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message's row, for the delivery log; the engine writes it by {@link RecordStatements}. */
@Entity
@Table(name = "message")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class RecordedMessage {

  @Id private UUID id;
  private String body;

  @Column(name = "erased_at")
  private @Nullable Instant erasedAt;

  protected RecordedMessage() {} // for JPA

  UUID id() {
    return id;
  }

  boolean erased() {
    return erasedAt != null;
  }

  /** Empty where it was erased. */
  String body() {
    return body;
  }
}
