package io.herald;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.delivery.AttemptView;
import io.herald.delivery.DeliveryView;
import io.herald.json.Unwrapped;
import io.herald.replays.ReplayView;
import io.herald.transport.Unreachable;
import io.herald.webhooks.RegisteredWebhook;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on the wire contract keeps up with what goes over the wire. */
class WirePageTest {

  private static final Path PAGE = Path.of("src/site/markdown/wire.md");

  @ParameterizedTest
  @ValueSource(
      classes = {RegisteredWebhook.class, DeliveryView.class, AttemptView.class, ReplayView.class})
  void namesEveryMember(Class<?> view) throws IOException {
    String page = Files.readString(PAGE);

    assertThat(members(view)).allSatisfy(member -> assertThat(page).containsPattern(word(member)));
  }

  @Test
  void namesEveryOutcomeOfAnAttempt() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(
            Stream.concat(
                Stream.of("answered", "refused", "polled"),
                Arrays.stream(Unreachable.Kind.values()).map(Object::toString)))
        .allSatisfy(outcome -> assertThat(page).contains("`" + outcome + "`"));
  }

  private static Stream<String> members(Class<?> view) {
    return Arrays.stream(view.getRecordComponents()).flatMap(WirePageTest::members);
  }

  private static Stream<String> members(RecordComponent component) {
    return component.isAnnotationPresent(Unwrapped.class)
        ? members(component.getType())
        : Stream.of(component.getName());
  }

  private static String word(String member) {
    return "[`{ ]" + member + "[`,} \\[]";
  }
}
