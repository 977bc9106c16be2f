package io.herald.verification;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/** Whether callback URLs must agree, and who asks them. */
@ApplicationScoped
public class VerificationSettings {

  private static final String VERIFICATION = "herald.webhook.verification";

  private final boolean required;
  private final String origin;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  protected VerificationSettings() { // for the CDI proxy
    this.required = false;
    this.origin = null;
  }

  /** Reads {@code herald.webhook.verification} and {@code herald.public-url}. */
  @Inject
  public VerificationSettings(Settings settings) {
    String text = settings.text(VERIFICATION);
    if (!text.equals("none") && !text.equals("challenge")) {
      throw new InvalidSetting(VERIFICATION, text, "it must be none or challenge");
    }
    this.required = text.equals("challenge");
    this.origin = settings.optionalText("herald.public-url").map(this::host).orElse("herald");
  }

  private String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "herald" : host;
    } catch (IllegalArgumentException e) {
      return "herald"; // whoever reads that setting tells of it
    }
  }

  /** Whether a webhook waits for its callback URL to agree. */
  public boolean required() {
    return required;
  }

  /** The name that asks: the host of {@code herald.public-url}, or {@code herald}. */
  public String origin() {
    return origin;
  }
}
