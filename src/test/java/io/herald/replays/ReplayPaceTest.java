package io.herald.replays;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.replays.ReplaySteps.Result;
import org.junit.jupiter.api.Test;

class ReplayPaceTest {

  private final ReplayPace pace = new ReplayPace();

  @Test
  void growsOnceTheReceiverHasTakenTheLastOnesAndNoFurtherThanItsBound() {
    pace.after(Result.CAUGHT_UP);
    assertThat(pace.limit()).as("the first ones prove nothing yet").isEqualTo(ReplayPace.LEAST);

    pace.after(Result.CAUGHT_UP);
    assertThat(pace.limit()).isEqualTo(2 * ReplayPace.LEAST);

    for (int i = 0; i < 10; i++) {
      pace.after(Result.CAUGHT_UP);
    }
    assertThat(pace.limit()).isEqualTo(ReplayPace.MOST);
  }

  @Test
  void shrinksWhileTheReceiverIsBehind() {
    for (int i = 0; i < 3; i++) {
      pace.after(Result.CAUGHT_UP);
    }

    pace.after(Result.WAITS);
    assertThat(pace.limit()).isEqualTo(2 * ReplayPace.LEAST);

    pace.after(Result.WAITS);
    pace.after(Result.WAITS);
    assertThat(pace.limit()).isEqualTo(ReplayPace.LEAST);
  }

  @Test
  void staysWhileOthersAreOnTheirWayOrNothingWasToBeMoved() {
    pace.after(Result.CAUGHT_UP);
    pace.after(Result.CAUGHT_UP);

    pace.after(Result.MOVED);
    pace.after(Result.PASSED);

    assertThat(pace.limit()).isEqualTo(2 * ReplayPace.LEAST);
  }
}
