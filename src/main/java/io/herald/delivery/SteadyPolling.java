package io.herald.delivery;

import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * The way to {@link Polling}: two receivers that acknowledge the same at the same time may lock
 * each other out for a moment. A class of its own for the reason that {@link SteadyDeliveries} is
 * one.
 */
@ApplicationScoped
class SteadyPolling {

  private final Polling polling;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  SteadyPolling() { // for the CDI proxy
    this.polling = null;
  }

  @Inject
  SteadyPolling(Polling polling) {
    this.polling = polling;
  }

  @Retry(maxRetries = 3, delay = 50, jitter = 50, retryOn = DatabaseTrouble.class)
  PolledMessages poll(OrganizationId reach, long webhookId, PollRequest.Wanted request) {
    return polling.poll(reach, webhookId, request);
  }
}
