package io.herald.messages;

import io.herald.directory.OrganizationSnapshot;
import io.herald.directory.UserLoggedInFirst;
import io.herald.directory.UserRemovedFromGroup;
import io.herald.directory.UserSnapshot;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The documented bodies, byte for byte: the wire contract, section 1. */
final class Bodies {

  private Bodies() {}

  static Body syncUser(UserSnapshot user) {
    return new Body.Plain(
        JsonText.object(
            json ->
                json.write("type", EventType.SYNC_USER.name())
                    .write("userId", user.id().toString())));
  }

  static Body syncOrganization(OrganizationSnapshot organization) {
    return new Body.Plain(
        JsonText.object(
            json ->
                json.write("type", EventType.SYNC_ORGANIZATION.name())
                    .write("organizationId", organization.id().toString())));
  }

  static Body userCreated(UserLoggedInFirst event) {
    return new Body.Enveloped(
        JsonText.object(
            json -> {
              user(json, event.user());
              if (event.remainingSeats() == null) {
                json.writeNull("remainingSeats");
              } else {
                json.write("remainingSeats", event.remainingSeats().intValue());
              }
            }));
  }

  static Body userDisabled(UserSnapshot user) {
    return new Body.Enveloped(JsonText.object(json -> user(json, user)));
  }

  static Body userRemovedFromGroup(UserRemovedFromGroup event) {
    return new Body.Enveloped(
        JsonText.object(
            json -> {
              user(json, event.user());
              json.write("groupName", event.groupName());
            }));
  }

  static Body ping(long webhookId, Instant at) {
    JsonObject data = Json.createObjectBuilder().add("webhookId", webhookId).build();
    return standard(EventType.PING, at, data);
  }

  /** The shape of Standard Webhooks. */
  static Body standard(EventType type, Instant timestamp, JsonObject data) {
    return new Body.Plain(
        JsonText.object(
            json ->
                json.write("type", type.name())
                    .write("timestamp", timestamp.toString())
                    .write("data", data)));
  }

  /** What the webhook {@code id} gets of an enveloped message. */
  static String envelope(
      EventType type, long id, String ownerName, @Nullable String webhookName, String payload) {
    // put together as text: the payload was frozen when the message was recorded
    return "{\"type\":"
        + JsonText.literal(type.name())
        + ",\"webhook\":{\"id\":\""
        + id
        + "\",\"organization\":"
        + JsonText.literal(ownerName)
        + ",\"name\":"
        + JsonText.literal(webhookName)
        + "},\"payload\":"
        + payload
        + "}";
  }

  private static void user(JsonGenerator json, UserSnapshot user) {
    json.write("username", user.username())
        .write("email", user.email())
        .write("userId", user.id().toString())
        .write("organization", user.memberOf().name());
  }
}
