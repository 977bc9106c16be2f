package io.herald.delivery;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** The wire form is the stored one. */
@Converter(autoApply = true)
public class DeliveryStatusConverter implements AttributeConverter<DeliveryStatus, String> {

  @Override
  public String convertToDatabaseColumn(DeliveryStatus status) {
    return status.toString();
  }

  @Override
  public DeliveryStatus convertToEntityAttribute(String text) {
    return DeliveryStatus.parse(text)
        .orElseThrow(() -> new IllegalStateException("no such status: " + text));
  }
}
