package io.herald.webhooks;

import io.herald.json.Change;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.Filter;
import io.herald.shaping.Transformation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a {@link Policy}. Null returns a member to what it is where nothing was said; the
 * rules are those of the policy.
 */
public record PolicyChange(
    Change<
            @Nullable @Size(max = Policy.MAX_RETRIES) @TotalAtMost("P7D") List<
                @DurationBetween(min = "PT1S", max = "P7D") Duration>>
        retrySchedule,
    Change<@Nullable @DurationBetween(min = "PT1S", max = "PT30S") Duration> timeout,
    Change<@Nullable @DecimalMin("0.01") @DecimalMax("10000") BigDecimal> rateLimit,
    Change<@Nullable Boolean> ordered,
    Change<@Nullable SignatureKind> signature,
    Change<@Nullable @DurationBetween(min = "PT1H", max = "P36500D") Duration> retention,
    Change<@Nullable WhileInactive> whileInactive,
    Change<@Nullable Filter> filter,
    Change<@Nullable Transformation> transformation,
    Change<@Nullable BodyFormat> format,
    Change<@Nullable DeliveryMode> delivery,
    Change<@Nullable Batching> batch) {

  static final PolicyChange NONE =
      new PolicyChange(
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none(),
          Change.none());
}
