package io.herald.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void fewWindowsSayNothing() {
    assertThat(WarmUp.isCold(List.of(100.0, 100.0, 100.0, 100.0, 100.0), 0)).isTrue();
  }

  @Test
  void theLastWindowsMustBeatTheBestBeforeByFivePercent() {
    List<Double> before = List.of(70.0, 100.0, 90.0);

    assertThat(WarmUp.isCold(and(before, 80.0, 106.0, 80.0), 0)).isTrue();
    assertThat(WarmUp.isCold(and(before, 104.0, 100.0, 104.0), 0.15)).isFalse();
  }

  @Test
  void aBusyCompilerHasMoreToGive() {
    List<Double> steady = List.of(100.0, 100.0, 100.0, 100.0, 100.0, 100.0);

    assertThat(WarmUp.isCold(steady, 0.4)).isTrue();
    assertThat(WarmUp.isCold(steady, 0.1)).isFalse();
  }

  private static List<Double> and(List<Double> before, Double... last) {
    return Stream.concat(before.stream(), Stream.of(last)).toList();
  }
}
