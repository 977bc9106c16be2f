package io.herald.verification;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the callback URL of a webhook has agreed: demanded, claimed by the node that asks, and
 * settled with what came of it. A claim that is not settled ends by itself, and another node asks.
 */
@Entity
@Table(name = "webhook_verification")
public class Verification {

  private static final Duration LEASE = Duration.ofMinutes(1); // two requests take 20 s at most

  @Id
  @Column(name = "webhook_id")
  private long webhookId;

  @Column(name = "callback_url", nullable = false)
  private String callbackUrl;

  @Column(nullable = false)
  private String state;

  private @Nullable String method;

  @Column(name = "allowed_rate")
  private @Nullable String allowedRate;

  private @Nullable String error;

  @Column(name = "attempted_at")
  private @Nullable Instant attemptedAt;

  /** Null: nothing is to be asked. */
  @Column(name = "due_at")
  private @Nullable Instant dueAt;

  @SuppressWarnings("NullAway") // JPA sets the fields
  protected Verification() {}

  Verification(long webhookId, String callbackUrl, Instant now) {
    this.webhookId = webhookId;
    this.callbackUrl = callbackUrl;
    this.state = VerificationState.PENDING.toString();
    this.dueAt = now;
  }

  /** It is to be asked once more; what it agreed to holds meanwhile, whatever comes of it. */
  void renew(Instant now) {
    dueAt = now;
  }

  /** From now on it is about this URL, which is to be asked. */
  void demand(String url, Instant now) {
    callbackUrl = url;
    state = VerificationState.PENDING.toString();
    method = null;
    allowedRate = null;
    error = null;
    attemptedAt = null;
    dueAt = now;
  }

  /** This node asks. */
  void claim(Instant now) {
    dueAt = now.plus(LEASE);
  }

  /** There is nobody to be asked any more. */
  void drop() {
    dueAt = null;
  }

  void settle(Verdict verdict, Instant now) {
    if (verdict.agreed()) {
      state = VerificationState.VERIFIED.toString();
      method = verdict.method();
      allowedRate = verdict.allowedRate();
    } else if (state() == VerificationState.PENDING) {
      state = VerificationState.FAILED.toString();
    }
    error = verdict.error();
    attemptedAt = now;
    dueAt = null;
  }

  long webhookId() {
    return webhookId;
  }

  /** Whether this URL is to be asked, or is being asked. */
  boolean asks(String url) {
    return dueAt != null && callbackUrl.equals(url);
  }

  VerificationState state() {
    return VerificationState.parse(state);
  }

  VerificationView view(boolean required) {
    return new VerificationView(
        required, state(), callbackUrl, method, allowedRate, error, attemptedAt);
  }
}
