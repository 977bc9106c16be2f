package io.herald.delivery;

import io.herald.problems.NotFound;

/**
 * Numbers in paths: what is none names nothing, so the answer is 404 as for any other absent thing.
 */
final class PathId {

  private PathId() {}

  static long of(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new NotFound("There is nothing of that id.");
    }
    return Long.parseLong(text);
  }
}
