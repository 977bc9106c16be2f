package io.herald.json;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets Bean Validation look into {@code Change<@Size(max = 200) String>}; null passes. */
class ChangedValue implements ValueExtractor<Change<@ExtractedValue ?>> {

  @Override
  public void extractValues(Change<?> change, ValueReceiver receiver) {
    if (change.present() && change.value() != null) {
      receiver.value(null, change.value());
    }
  }
}
