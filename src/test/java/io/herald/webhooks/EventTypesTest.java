package io.herald.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.herald.messages.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesTest {

  @ParameterizedTest
  @CsvSource({
    "'',                    sync.user,       true",
    "*,                     USER_CREATED,    true",
    "sync.user,             sync.user,       true",
    "sync.user,             sync.users,      false",
    "sync.user,             sync.user.gone,  false",
    "sync.user,             SYNC.user,       false",
    "order.*,               order.paid,      true",
    "order.*,               order.item.lost, true",
    "order.*,               order,           false",
    "order.*,               orders.paid,     false",
    "order.item.*,          order.paid,      false",
    "a b.c order.*,         order.paid,      true",
    "a b.c order.*,         b.c,             true",
    "a b.c order.*,         b.d,             false",
    "'',                    webhook.failing, false",
    "*,                     webhook.failing, false",
    "* order.*,             webhook.failing, false",
    "webhook.failing,       webhook.failing, true",
    "webhook.*,             webhook.failing, true",
    "* webhook.*,           webhook.failing, true",
    "'',                    webhook.custom,  true",
  })
  void matchExactNamesAndEverythingBelowAWildcard(String patterns, String type, boolean expected) {
    assertThat(eventTypes(patterns).match(new EventType(type))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"**", "*.a", "a.*.b", "a*", ".*", "a..*", "", " a", "a-b.*", "a.*.*"})
  void refuseOtherWildcardsAndNames(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTypePattern.parse(pattern))
        .withMessageContaining("must be an event type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b.* *"})
  void areStoredAndRead(String patterns) {
    EventTypes types = eventTypes(patterns);

    assertThat(EventTypes.fromStored(types.stored())).isEqualTo(types);
  }

  @Test
  void keepEachPatternOnceInTheOrderNamed() {
    assertThat(eventTypes("b a b").names()).containsExactly("b", "a");
  }

  @Test
  void fitTheirColumnAtTheLimit() {
    String longest = "a".repeat(128 - RegisterWebhook.MAX_EVENT_TYPES);
    List<EventTypePattern> most =
        IntStream.range(0, RegisterWebhook.MAX_EVENT_TYPES)
            .mapToObj(i -> new EventTypePattern(longest + "b".repeat(i + 1) + ".*"))
            .toList();

    assertThat(EventTypes.of(most).stored()).hasSizeLessThanOrEqualTo(14_000);
  }

  static EventTypes eventTypes(String patterns) {
    return EventTypes.of(
        Arrays.stream(patterns.split(" "))
            .filter(pattern -> !pattern.isEmpty())
            .map(EventTypePattern::new)
            .toList());
  }
}
