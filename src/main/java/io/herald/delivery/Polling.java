package io.herald.delivery;

import io.herald.delivery.PolledMessages.PolledMessage;
import io.herald.problems.Conflict;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import io.herald.webhooks.Target;
import io.herald.webhooks.WebhookCatalog;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Serves receivers that fetch their messages. What is served stays as it was, and is served again,
 * until the cursor of the answer comes back.
 */
@ApplicationScoped
@Transactional
class Polling {

  /** Bodies in one answer, about, in characters. */
  private static final long MAX_LENGTH = 4L << 20;

  private final Webhooks webhooks;
  private final WebhookCatalog catalog;
  private final Deliveries deliveries;
  private final Acknowledgement acknowledgement;
  private final AttemptRequests requests;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Polling() { // for the CDI proxy
    this.webhooks = null;
    this.catalog = null;
    this.deliveries = null;
    this.acknowledgement = null;
    this.requests = null;
    this.clock = null;
  }

  @Inject
  Polling(
      Webhooks webhooks,
      WebhookCatalog catalog,
      Deliveries deliveries,
      Acknowledgement acknowledgement,
      DeliverySettings settings,
      Clock clock) {
    this.webhooks = webhooks;
    this.catalog = catalog;
    this.deliveries = deliveries;
    this.acknowledgement = acknowledgement;
    this.requests = new AttemptRequests(Version.USER_AGENT, settings.timeout());
    this.clock = clock;
  }

  /**
   * Acknowledges what {@code request} covers, and returns the first messages that wait.
   *
   * @throws NotFound where the webhook is not there
   * @throws Conflict where messages are pushed to it, and where it is not active
   */
  PolledMessages poll(OrganizationId reach, long webhookId, PollRequest.Wanted request) {
    Target webhook = polled(reach, webhookId);
    Instant now = clock.instant();
    request.cursor().ifPresent(cursor -> acknowledgement.of(webhookId, cursor, now));
    List<Claim> waiting = deliveries.waitingForReceiver(webhookId, request.limit() + 1, MAX_LENGTH);
    boolean cut = waiting.stream().mapToLong(claim -> claim.body().length()).sum() >= MAX_LENGTH;
    boolean hasMore = waiting.size() > request.limit() || cut;
    List<Claim> served =
        waiting.size() > request.limit() ? waiting.subList(0, request.limit()) : waiting;
    return new PolledMessages(
        served.stream()
            .map(claim -> new PolledMessage(requests.headers(claim, webhook, now), claim.body()))
            .toList(),
        PollCursor.of(now, served).toString(),
        hasMore);
  }

  private Target polled(OrganizationId reach, long webhookId) {
    Target webhook =
        webhooks
            .find(reach, webhookId)
            .flatMap(found -> catalog.current().find(webhookId))
            .orElseThrow(() -> new NotFound("There is no webhook " + webhookId + "."));
    if (!webhook.polled()) {
      throw new Conflict("Messages are pushed to this webhook; set delivery to poll first.");
    }
    if (!webhook.active()) {
      throw new Conflict("The webhook is not active; activate it first.");
    }
    return webhook;
  }
}
