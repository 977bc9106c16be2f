package io.herald.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  private static final String LONGEST =
      "a123456789a123456789a123456789a123456789a123456789a123456789a123"
          + "456789a123456789a123456789a123456789a123456789a123456789a1234567";

  @ParameterizedTest
  @ValueSource(strings = {"a", "order.paid", "USER_CREATED", "a.b.c_1", "_", "1.2", LONGEST})
  void acceptsPartsDelimitedByFullStops(String name) {
    assertThat(new EventType(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a-b", "a b", "ä", "a.*", "a\n", LONGEST + "8"})
  void refusesOtherNames(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new EventType(name));
  }
}
