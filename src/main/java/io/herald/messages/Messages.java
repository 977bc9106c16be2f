package io.herald.messages;

import io.herald.directory.DirectoryEvent;
import io.herald.directory.OrganizationCreated;
import io.herald.directory.OrganizationDeleted;
import io.herald.directory.OrganizationSnapshot;
import io.herald.directory.OrganizationUpdated;
import io.herald.directory.UserCreated;
import io.herald.directory.UserDeleted;
import io.herald.directory.UserDisabled;
import io.herald.directory.UserEnabled;
import io.herald.directory.UserLoggedInFirst;
import io.herald.directory.UserRemovedFromGroup;
import io.herald.directory.UserSnapshot;
import io.herald.directory.UserUpdated;
import io.herald.problems.Rejected;
import io.herald.security.OrganizationId;
import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says which messages an event becomes, and freezes their bodies. */
@ApplicationScoped
public class Messages {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());
  private static final String LIMIT = "herald.max-body-bytes";

  private final Clock clock;
  private final EventRules rules;
  private final int maxBodyBytes;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Messages() { // for the CDI proxy
    this.clock = null;
    this.rules = null;
    this.maxBodyBytes = 0;
  }

  /** Reads {@code herald.max-body-bytes}. */
  @Inject
  public Messages(Clock clock, EventRules rules, Settings settings) {
    this(clock, rules, settings.integer(LIMIT, 1024, 1 << 20)); // the column ends at 1 MiB
  }

  Messages(Clock clock, EventRules rules, int maxBodyBytes) {
    this.clock = clock;
    this.rules = rules;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** What receivers hear of it, in this order: the news itself, then the hint to synchronize. */
  public List<Message> of(DirectoryEvent event) {
    if (event instanceof UserCreated e) {
      return List.of(syncUser(e.user()));
    }
    if (event instanceof UserUpdated e) {
      return List.of(syncUser(e.user()));
    }
    if (event instanceof UserDeleted e) {
      return List.of(syncUser(e.user()));
    }
    if (event instanceof UserEnabled e) {
      return List.of(syncUser(e.user()));
    }
    if (event instanceof UserLoggedInFirst e) {
      return List.of(
          about(e.user(), EventType.USER_CREATED, Bodies.userCreated(e)), syncUser(e.user()));
    }
    if (event instanceof UserDisabled e) {
      return List.of(
          about(e.user(), EventType.USER_DISABLED, Bodies.userDisabled(e.user())),
          syncUser(e.user()));
    }
    if (event instanceof UserRemovedFromGroup e) {
      return List.of(
          about(e.user(), EventType.USER_REMOVED_FROM_GROUP, Bodies.userRemovedFromGroup(e)));
    }
    if (event instanceof OrganizationCreated e) {
      return List.of(syncOrganization(e.organization()));
    }
    if (event instanceof OrganizationUpdated e) {
      return List.of(syncOrganization(e.organization()));
    }
    if (event instanceof OrganizationDeleted e) {
      return List.of(syncOrganization(e.organization()));
    }
    throw new IllegalStateException("no message for " + event.getClass().getName());
  }

  /**
   * What receivers hear of it.
   *
   * @throws Rejected where the body would be over {@code herald.max-body-bytes}, and where the
   *     event breaks a rule of its type
   */
  public Message of(CustomEvent event) {
    Instant now = clock.instant();
    Instant timestamp = event.timestamp() == null ? now : event.timestamp();
    Body body = Bodies.standard(event.type(), timestamp, event.data());
    requireWithinLimit(body);
    rules.check(event);
    return new Message(MessageId.next(now), event.organization(), event.type(), body, now);
  }

  /** A test of one webhook; {@code owner} is the organization that owns it. */
  public Message ping(OrganizationId owner, long webhookId) {
    JsonObject data = JSON.createObjectBuilder().add("webhookId", webhookId).build();
    return message(owner, EventType.PING, Bodies.standard(EventType.PING, clock.instant(), data));
  }

  /**
   * An example of a type, for one webhook.
   *
   * @param owner the organization that owns the webhook
   * @param example an event's data; of a built-in type, a whole body
   */
  public Message example(OrganizationId owner, EventType type, JsonObject example) {
    Instant now = clock.instant();
    Body body = type.builtIn() ? builtIn(example) : Bodies.standard(type, now, example);
    return new Message(MessageId.nextExample(now), owner, type, body, now);
  }

  private static Body builtIn(JsonObject body) {
    JsonObject payload = body.getJsonObject("payload");
    return payload == null
        ? new Body.Plain(body.toString())
        : new Body.Enveloped(payload.toString()); // the envelope names the webhook itself
  }

  /** What subscribers hear of how a webhook is doing; {@code owner} owns it. */
  public Message operational(EventType type, OrganizationId owner, JsonObject data) {
    return message(owner, type, Bodies.standard(type, clock.instant(), data));
  }

  private Message syncUser(UserSnapshot user) {
    return about(user, EventType.SYNC_USER, Bodies.syncUser(user));
  }

  private Message syncOrganization(OrganizationSnapshot organization) {
    return message(
        organization.id(), EventType.SYNC_ORGANIZATION, Bodies.syncOrganization(organization));
  }

  private Message about(UserSnapshot user, EventType type, Body body) {
    return message(user.memberOf().id(), type, body);
  }

  private Message message(OrganizationId organization, EventType type, Body body) {
    Instant now = clock.instant();
    return new Message(MessageId.next(now), organization, type, body, now);
  }

  private void requireWithinLimit(Body body) {
    int bytes = body.json().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBodyBytes) {
      throw new Rejected(
          "/data",
          "The body would have %d bytes; at most %d are allowed (%s)."
              .formatted(bytes, maxBodyBytes, LIMIT));
    }
  }
}
