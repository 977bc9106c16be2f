package io.herald.it.server;

import io.herald.settings.Settings;
import io.herald.verification.VerificationSettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

/** Takes the place of the product's setting. */
@ApplicationScoped
@Alternative
@Priority(1)
public class SwitchedVerification extends VerificationSettings {

  private volatile boolean demanded;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  protected SwitchedVerification() {} // for the CDI proxy

  @Inject
  public SwitchedVerification(Settings settings) {
    super(settings);
  }

  @Override
  public boolean required() {
    return demanded;
  }

  public void demand(boolean newDemanded) {
    demanded = newDemanded;
  }
}
