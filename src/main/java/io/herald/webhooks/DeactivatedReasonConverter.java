package io.herald.webhooks;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stores the lower-case text. */
@Converter(autoApply = true)
public class DeactivatedReasonConverter implements AttributeConverter<DeactivatedReason, String> {

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable DeactivatedReason reason) {
    return reason == null ? null : reason.toString();
  }

  @Override
  public @Nullable DeactivatedReason convertToEntityAttribute(@Nullable String text) {
    return text == null ? null : DeactivatedReason.valueOf(text.toUpperCase(Locale.ROOT));
  }
}
