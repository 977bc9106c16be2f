package io.herald.replays;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The wire form is the stored one. */
@Converter(autoApply = true)
public class ReplayStatusConverter implements AttributeConverter<ReplayStatus, String> {

  @Override
  public String convertToDatabaseColumn(ReplayStatus status) {
    return status.toString();
  }

  @Override
  public ReplayStatus convertToEntityAttribute(String text) {
    return ReplayStatus.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
