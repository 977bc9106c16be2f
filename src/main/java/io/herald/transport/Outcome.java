package io.herald.transport;

import java.time.Duration;
import java.time.Instant;

/** What came of one attempt to post. Only an {@link Answered} with a 2xx status is a success. */
public sealed interface Outcome permits Answered, Unreachable, Refused {

  /** When the attempt began, before the name was resolved. */
  Instant startedAt();

  /** From the start until the outcome was known: resolving, connecting, sending and the answer. */
  Duration duration();

  /** The same as a part of something longer. */
  Outcome spanning(Instant start, Duration whole);
}
