package io.herald.replays;

import io.herald.delivery.DeliveryStatus;
import io.herald.problems.FieldError;
import io.herald.problems.Rejected;
import io.herald.webhooks.EventTypePattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a part of a webhook's log to be sent again. The wire contract, section 4.
 *
 * @param since deliveries created at this time or later
 * @param until deliveries created before this time; absent: all there are now
 * @param status deliveries in this final state; absent: in any
 * @param eventTypes messages of these types; absent or empty: of all
 * @param dryRun true: only count
 */
public record StartReplay(
    Instant since,
    @Nullable Instant until,
    @Nullable DeliveryStatus status,
    @Size(max = 100) @Nullable List<EventTypePattern> eventTypes,
    @Nullable Boolean dryRun) {

  boolean onlyCounts() {
    return dryRun != null && dryRun;
  }

  /**
   * What no single field can tell.
   *
   * @throws Rejected naming each field at fault
   */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (until != null && !until.isAfter(since)) {
      errors.add(new FieldError("/until", "must be after since"));
    }
    if (status == DeliveryStatus.PENDING) {
      errors.add(
          new FieldError(
              "/status",
              "must be delivered, exhausted or cancelled: what is pending is attempted anyway"));
    }
    if (!errors.isEmpty()) {
      throw new Rejected("The replay can't be.", errors);
    }
  }
}
