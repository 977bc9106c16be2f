package io.herald.delivery;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** The wire form is the stored one. */
@Converter(autoApply = true)
public class DeliveryStatusConverter implements AttributeConverter<DeliveryStatus, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable DeliveryStatus status) {
    return status == null ? null : status.toString();
  }

  @Override
  public @Nullable DeliveryStatus convertToEntityAttribute(@Nullable String text) {
    return text == null
        ? null
        : DeliveryStatus.parse(text)
            .orElseThrow(() -> new IllegalStateException("no such status: " + text));
  }
}
