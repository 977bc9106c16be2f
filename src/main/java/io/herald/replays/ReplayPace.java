package io.herald.replays;

/**
 * How many deliveries of a webhook a replay keeps on their way at once: twice as many whenever the
 * receiver has caught up with the last ones by the next look, half as many while it has not. A fast
 * receiver is soon given hundreds, a slow one few, so that a fresh delivery never stands behind
 * more than a moment's work.
 */
final class ReplayPace {

  static final int LEAST = 20;
  static final int MOST = 500;

  private int onTheirWay = LEAST;
  private boolean proven;

  /** The limit for the next step. */
  int limit() {
    return onTheirWay;
  }

  void after(ReplaySteps.Result result) {
    if (result == ReplaySteps.Result.CAUGHT_UP) {
      onTheirWay = proven ? Math.min(MOST, onTheirWay * 2) : onTheirWay;
      proven = true; // that what comes next was taken shows at the next look
    } else if (result == ReplaySteps.Result.WAITS) {
      onTheirWay = Math.max(LEAST, onTheirWay / 2);
      proven = false;
    }
  }
}
