package io.herald.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.delivery.PollCursor.Served;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollCursorTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");

  @Test
  void itIsReadAsItWasWritten() {
    PollCursor cursor =
        new PollCursor(
            NOON,
            List.of(new Served(0, 1), new Served((1L << 53) - 1, 300), new Served(1L << 53, 1)));

    assertThat(PollCursor.parse(cursor.toString())).contains(cursor);
  }

  @Test
  void anEmptyOneStandsForNothing() {
    PollCursor cursor = new PollCursor(NOON, List.of());

    assertThat(cursor.toString()).isNotEmpty();
    assertThat(PollCursor.parse(cursor.toString())).contains(cursor);
  }

  @Test
  void theLargestFitsIntoAQuery() {
    List<Served> served =
        LongStream.range(0, 100).mapToObj(i -> new Served((1L << 52) + i * (1L << 40), 1)).toList();

    assertThat(new PollCursor(NOON, served).toString()).hasSizeLessThan(1200).matches("[\\w-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "null", "254775808000128", "AQ", "AAAA", "AX//", "AQH_", "%00"})
  void whatIsNoneIsNotRead(String text) {
    assertThat(PollCursor.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Af______________8", // a number without an end
        "Af____________9_", // a time that long
        "AQH__________38B__________9_AQ", // ids beyond any number
      })
  void whatIsTooLargeIsNeverAnError(String text) {
    PollCursor.parse(text).ifPresent(cursor -> assertThat(cursor.served()).isNotNull());
  }
}
