package io.herald.webhooks;

import io.herald.json.RecordBinder;
import io.herald.json.RecordWriter;
import io.herald.json.StrictJson;
import io.herald.problems.Rejected;
import io.herald.shaping.BodyFormat;
import io.herald.shaping.Filter;
import io.herald.shaping.Transformation;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a webhook wants to be delivered to: what its owner may say, and how it is stored and shown.
 * The wire contract, section 4. What is null follows the installation.
 *
 * @param retrySchedule the waits after failed attempts, from the end of each; empty: one attempt
 *     and no more
 * @param timeout for a whole attempt
 * @param rateLimit attempts a second that begin at most, over all nodes; null: as many as fit
 * @param ordered whether a message waits until the one before it is delivered, or given up
 * @param retention after which finished deliveries leave the log; longer than the installation's
 *     has no effect
 * @param whileInactive what becomes of messages while the webhook is not active
 * @param filter which messages it hears, of those whose type it hears; null: all
 * @param transformation what is made of a body before it is recorded; null: nothing
 * @param delivery who begins: Herald, or the receiver
 * @param batch how many messages share a request; null: each has its own
 */
public record Policy(
    @Nullable @Size(max = MAX_RETRIES) @TotalAtMost("P7D")
        List<@DurationBetween(min = "PT1S", max = "P7D") Duration> retrySchedule,
    @Nullable @DurationBetween(min = "PT1S", max = "PT30S") Duration timeout,
    @Nullable @DecimalMin("0.01") @DecimalMax("10000") BigDecimal rateLimit,
    @Nullable Boolean ordered,
    @Nullable SignatureKind signature,
    @Nullable @DurationBetween(min = "PT1H", max = "P36500D") Duration retention,
    @Nullable WhileInactive whileInactive,
    @Nullable Filter filter,
    @Nullable Transformation transformation,
    @Nullable BodyFormat format,
    @Nullable DeliveryMode delivery,
    @Nullable Batching batch) {

  static final int MAX_RETRIES = 20;

  /** All as the installation has it. */
  public static final Policy DEFAULT =
      new Policy(null, null, null, null, null, null, null, null, null, null, null, null);

  public Policy {
    ordered = Boolean.TRUE.equals(ordered);
    signature = signature == null ? SignatureKind.HMAC : signature;
    whileInactive = whileInactive == null ? WhileInactive.DROP : whileInactive;
    format = format == null ? BodyFormat.NATIVE : format;
    delivery = delivery == null ? DeliveryMode.PUSH : delivery;
  }

  @Override
  public Boolean ordered() {
    return Boolean.TRUE.equals(ordered);
  }

  @Override
  public SignatureKind signature() {
    return signature == null ? SignatureKind.HMAC : signature;
  }

  @Override
  public WhileInactive whileInactive() {
    return whileInactive == null ? WhileInactive.DROP : whileInactive;
  }

  @Override
  public BodyFormat format() {
    return format == null ? BodyFormat.NATIVE : format;
  }

  @Override
  public DeliveryMode delivery() {
    return delivery == null ? DeliveryMode.PUSH : delivery;
  }

  /** The same with another transformation and format. */
  Policy shaping(@Nullable Transformation otherTransformation, BodyFormat otherFormat) {
    return new Policy(
        retrySchedule,
        timeout,
        rateLimit,
        ordered,
        signature,
        retention,
        whileInactive,
        filter,
        otherTransformation,
        otherFormat,
        delivery,
        batch);
  }

  Policy with(PolicyChange change) {
    return new Policy(
        change.retrySchedule().or(retrySchedule),
        change.timeout().or(timeout),
        change.rateLimit().or(rateLimit),
        change.ordered().or(ordered),
        change.signature().or(signature),
        change.retention().or(retention),
        change.whileInactive().or(whileInactive),
        change.filter().or(filter),
        change.transformation().or(transformation),
        change.format().or(format),
        change.delivery().or(delivery),
        change.batch().or(batch));
  }

  /**
   * Checks what no member says alone.
   *
   * @param hasUrl whether the webhook has a URL: if, and only if, messages are posted to it
   * @throws Rejected naming the member at fault
   */
  void check(boolean hasUrl) {
    if (delivery() == DeliveryMode.PUSH && !hasUrl) {
      throw new Rejected("/callbackUrl", "is required, unless delivery is poll");
    }
    if (delivery() == DeliveryMode.POLL && hasUrl) {
      throw new Rejected("/callbackUrl", "must be absent where delivery is poll");
    }
    if (batch != null && ordered()) {
      throw new Rejected("/batch", "must be absent where messages are ordered");
    }
  }

  /** As a JSON object; null where nothing was said. */
  @Nullable String stored() {
    return equals(DEFAULT) ? null : new String(RecordWriter.write(this), StandardCharsets.UTF_8);
  }

  /** Reads what {@link #stored} wrote. */
  static Policy fromStored(@Nullable String stored) {
    if (stored == null) {
      return DEFAULT;
    }
    JsonObject json = StrictJson.parse(stored.getBytes(StandardCharsets.UTF_8)).asJsonObject();
    return RecordBinder.restore(Policy.class, json);
  }
}
