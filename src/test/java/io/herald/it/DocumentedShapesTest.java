package io.herald.it;

import static io.herald.it.OpenApiDocument.list;
import static io.herald.it.OpenApiDocument.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.delivery.AttemptView;
import io.herald.json.Unwrapped;
import io.herald.transport.Unreachable;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the OpenAPI document says of requests and answers is what the records say. */
class DocumentedShapesTest {

  private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();

  /** What the type knows, and a rule keeps out there. */
  private static final Set<String> KEPT_OUT =
      Set.of("StartReplay status pending", "Token role portal");

  @ParameterizedTest
  @CsvSource({
    "Webhook, io.herald.webhooks.WebhookView",
    "RegisteredWebhook, io.herald.webhooks.RegisteredWebhook",
    "RegisterWebhook, io.herald.webhooks.RegisterWebhook",
    "ChangeWebhook, io.herald.webhooks.ChangeWebhook",
    "PortableWebhook, io.herald.webhooks.ImportedWebhook",
    "PortableWebhook, io.herald.webhooks.ExportedWebhook",
    "ImportWebhooks, io.herald.webhooks.ImportWebhooks",
    "RotateSecret, io.herald.webhooks.RotateSecret",
    "RotatedSecret, io.herald.webhooks.RotatedSecret",
    "TestFilter, io.herald.webhooks.TestFilter",
    "FilterResult, io.herald.shaping.FilterResult",
    "TestTransformation, io.herald.webhooks.TestTransformation",
    "TransformedSample, io.herald.webhooks.TransformedSample",
    "SampleMessage, io.herald.webhooks.SampleMessage",
    "Verification, io.herald.verification.VerificationView",
    "Delivery, io.herald.delivery.DeliveryView",
    "Attempt, io.herald.delivery.AttemptView",
    "PolledMessages, io.herald.delivery.PolledMessages",
    "StartReplay, io.herald.replays.StartReplay",
    "Replay, io.herald.replays.ReplayView",
    "Stats, io.herald.statistics.StatsView",
    "StatsFigures, io.herald.statistics.StatsView$Figures",
    "StatsBucket, io.herald.statistics.StatsView$Bucket",
    "SendEvent, io.herald.delivery.SendEvent",
    "CloudEvent, io.herald.delivery.CloudEvent",
    "RegisterEventType, io.herald.catalog.RegisterEventType",
    "ChangeEventType, io.herald.catalog.ChangeEventType",
    "EventTypeDescription, io.herald.catalog.EventTypeView",
    "MessageSummary, io.herald.archive.MessageView",
    "Message, io.herald.archive.WholeMessage",
    "CreateOrganization, io.herald.directory.CreateOrganization",
    "CreateUser, io.herald.directory.CreateUser",
    "Organization, io.herald.directory.OrganizationView",
    "User, io.herald.directory.UserView",
    "CreatePortalLink, io.herald.security.CreatePortalLink",
    "Token, io.herald.security.TokenView",
    "AuditEntry, io.herald.audit.AuditEntryView"
  })
  void haveTheMembersOfTheirRecordWithItsLimits(String schema, String record)
      throws ReflectiveOperationException {
    Map<String, Map<String, Object>> documented = properties(DOCUMENT.schemas().get(schema));
    Map<String, RecordComponent> members = members(Class.forName(record));

    assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(members.keySet());
    for (Map.Entry<String, RecordComponent> member : members.entrySet()) {
      Map<String, Object> property = documented.getOrDefault(member.getKey(), Map.of());
      Size size = size(member.getValue());
      if (size != null && size.max() < Integer.MAX_VALUE) {
        String limit =
            List.class.isAssignableFrom(member.getValue().getType()) ? "maxItems" : "maxLength";
        assertThat(property).as(member.getKey()).containsEntry(limit, size.max());
      }
      if (member.getValue().getType().isEnum()) {
        assertThat(list(property.get("enum")))
            .as(member.getKey())
            .map(String::valueOf)
            .containsExactlyInAnyOrderElementsOf(
                values(member.getValue().getType()).stream()
                    .filter(
                        value -> !KEPT_OUT.contains(schema + " " + member.getKey() + " " + value))
                    .toList());
      }
    }
  }

  /** It is text in {@link AttemptView}: what the receiver did, or why nothing came of it. */
  @Test
  void haveEveryOutcomeOfAnAttempt() {
    Map<String, Object> outcome = properties(DOCUMENT.schemas().get("Attempt")).get("outcome");

    assertThat(list(map(outcome).get("enum")))
        .map(String::valueOf)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    values(Unreachable.Kind.class).stream(),
                    Stream.of("answered", "refused", "polled"))
                .toList());
  }

  private static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
  }

  /** Those of the schema and of what it is put together from, resolved. */
  private static Map<String, Map<String, Object>> properties(@Nullable Object node) {
    Map<String, Object> schema = DOCUMENT.resolved(node);
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    list(schema.get("allOf")).forEach(part -> all.putAll(properties(part)));
    map(schema.get("properties")).forEach((name, each) -> all.put(name, DOCUMENT.resolved(each)));
    return all;
  }

  private static Map<String, RecordComponent> members(Class<?> type) {
    Map<String, RecordComponent> members = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Unwrapped.class)) {
        members.putAll(members(component.getType()));
      } else {
        members.put(component.getName(), component);
      }
    }
    return members;
  }

  private static @Nullable Size size(RecordComponent component)
      throws ReflectiveOperationException {
    return component
        .getDeclaringRecord()
        .getDeclaredField(component.getName())
        .getAnnotation(Size.class);
  }
}
