package io.herald.delivery;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A message's row, for the delivery log; the engine writes it by {@link HotStatements}. */
@Entity
@Table(name = "message")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class RecordedMessage {

  @Id private UUID id;
  private String body;

  protected RecordedMessage() {} // for JPA

  UUID id() {
    return id;
  }

  String body() {
    return body;
  }
}
