package io.herald.storage;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * {@code Instant} in a {@code timestamp with time zone}: JPA 3.1 has no such mapping of its own.
 * The point in time is kept whatever the zone of the session or the JVM. The column's type is
 * {@code Object} because EclipseLink hands over what the driver returns: PostgreSQL's a {@code
 * Timestamp}, H2's an {@code OffsetDateTime}.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Object> {

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Object column) {
    if (column instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    return column == null ? null : ((Timestamp) column).toInstant();
  }
}
