package io.herald.delivery;

/** How soon a webhook's receiver answers, as far as this node has seen. */
enum Pace {
  /** Its recent attempts took less than a second. */
  FAST,
  /** It has not answered yet. */
  UNKNOWN,
  /** Its recent attempts took longer, or one under way does. */
  SLOW
}
