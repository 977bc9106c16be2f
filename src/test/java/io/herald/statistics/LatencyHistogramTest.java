package io.herald.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

  @Test
  void tellsPercentilesToFivePerCent() {
    LatencyHistogram latencies = new LatencyHistogram();
    for (int millis = 1; millis <= 1000; millis++) {
      latencies.add(millis);
    }

    assertThat(latencies.percentile(0.5)).isCloseTo(500, Percentage.withPercentage(5));
    assertThat(latencies.percentile(0.95)).isCloseTo(950, Percentage.withPercentage(5));
    assertThat(latencies.percentile(0.99)).isCloseTo(990, Percentage.withPercentage(5));
    assertThat(latencies.percentile(1)).isCloseTo(1000, Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9, 10, 11, 15, 99, 100, 5_000, 30_000, 604_800_000})
  void tellsASingleTime(int millis) {
    LatencyHistogram latencies = new LatencyHistogram();
    latencies.add(millis);

    assertThat(latencies.percentile(0.01)).isCloseTo(millis, within(1L + millis / 20));
  }

  @Test
  void addsUpToWhatOneWouldHaveSeen() {
    LatencyHistogram all = new LatencyHistogram();
    LatencyHistogram one = new LatencyHistogram();
    LatencyHistogram other = new LatencyHistogram();
    for (int i = 0; i < 500; i++) {
      all.add(i * 7);
      (i % 3 == 0 ? one : other).add(i * 7);
    }

    one.add(LatencyHistogram.parse(other.toString()));

    assertThat(one).hasToString(all.toString());
  }

  @Test
  void isAnEmptyTextWhileThereIsNothing() {
    LatencyHistogram nothing = LatencyHistogram.parse("");

    assertThat(nothing.isEmpty()).isTrue();
    assertThat(nothing.percentile(0.5)).isZero();
    assertThat(nothing).hasToString("");
  }

  @Test
  void fitsIntoItsColumnWhateverComes() {
    LatencyHistogram latencies = new LatencyHistogram();
    for (int millis = 0; millis < 40_000; millis++) {
      latencies.add(millis);
    }
    LatencyHistogram large =
        LatencyHistogram.parse(latencies.toString().replaceAll(":\\d+", ":9999999999"));

    assertThat(large.toString().length()).isLessThan(4000);
  }
}
