package io.herald.webhooks;

import io.herald.json.Parameters;
import io.herald.messages.MessageId;
import io.herald.problems.NotFound;
import io.herald.security.Caller;
import io.herald.shaping.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes of a sample what filters and transformations look at. */
@ApplicationScoped
class Samples {

  private final Webhooks webhooks;
  private final Caller caller;
  private final Clock clock;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Samples() { // for the CDI proxy
    this.webhooks = null;
    this.caller = null;
    this.clock = null;
  }

  @Inject
  Samples(Webhooks webhooks, Caller caller, Clock clock) {
    this.webhooks = webhooks;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * The webhook of that id, within the caller's reach.
   *
   * @throws NotFound where there is none
   */
  Webhook webhook(String id) {
    return webhooks
        .find(caller.organization(), Parameters.number(id))
        .orElseThrow(() -> new NotFound("There is no webhook " + id + "."));
  }

  /** The sample with what is said about it, and made up where nothing is. */
  JsonObject subject(Webhook webhook, JsonObject sample, @Nullable SampleMessage message) {
    SampleMessage said = message == null ? SampleMessage.NONE : message;
    MessageId messageId = said.id() == null ? MessageId.next(clock.instant()) : said.id();
    return Subject.of(
        sample,
        Shape.metadata(
            messageId.toString(),
            said.type() == null ? sample.getString("type", "") : said.type(),
            (said.organizationId() == null ? webhook.owner() : said.organizationId()).toString(),
            (said.recordedAt() == null ? clock.instant() : said.recordedAt()).toString()));
  }
}
