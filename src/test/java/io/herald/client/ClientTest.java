package io.herald.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.herald.json.Unwrapped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients are given is what the server has, and all of it. */
class ClientTest {

  /** Text for Prometheus, which no record could hold. */
  private static final String METRICS = "GET v1/metrics";

  @Test
  void everyCallOfTheServerIsThereAndNoOther() {
    List<JavaClass> all =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.herald")
                .stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .toList();

    Set<String> ours = calls(all.stream().filter(JavaClass::isInterface), "");
    Set<String> theirs = calls(all.stream().filter(type -> !type.isInterface()), "v1/");

    assertThat(theirs.remove(METRICS)).isTrue();
    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest
  @CsvSource({
    "Webhook, io.herald.webhooks.RegisteredWebhook",
    "RegisterWebhook, io.herald.webhooks.RegisterWebhook",
    "RotateSecret, io.herald.webhooks.RotateSecret",
    "RotatedSecret, io.herald.webhooks.RotatedSecret",
    "Delivery, io.herald.delivery.DeliveryView",
    "PolledMessages, io.herald.delivery.PolledMessages",
    "Attempt, io.herald.delivery.AttemptView",
    "Event, io.herald.delivery.SendEvent",
    "Verification, io.herald.verification.VerificationView",
    "SendExample, io.herald.delivery.SendExample",
    "EventType, io.herald.catalog.EventTypeView",
    "RegisterEventType, io.herald.catalog.RegisterEventType",
    "Message, io.herald.archive.WholeMessage",
    "MessageSummary, io.herald.archive.MessageView",
    "MessageDelivery, io.herald.archive.MessageDelivery",
    "MessageList, io.herald.archive.MessageList",
    "Organization, io.herald.directory.OrganizationView",
    "CreateOrganization, io.herald.directory.CreateOrganization",
    "User, io.herald.directory.UserView",
    "CreateUser, io.herald.directory.CreateUser",
    "Page, io.herald.json.Page",
    "Me, io.herald.security.MeResource$Me",
    "Group, io.herald.directory.GroupView",
    "Token, io.herald.security.TokenView",
    "IssueToken, io.herald.security.IssueToken",
    "IssuedToken, io.herald.security.IssuedToken",
    "PortalLink, io.herald.security.PortalLinkView",
    "CreatePortalLink, io.herald.security.CreatePortalLink",
    "CreatedPortalLink, io.herald.security.CreatedPortalLink",
    "AuditEntry, io.herald.audit.AuditEntryView",
    "AuditEntry$By, io.herald.audit.AuditEntryView$By",
    "Replay, io.herald.replays.ReplayView",
    "Replay$Part, io.herald.replays.ReplayView$Part",
    "StartReplay, io.herald.replays.StartReplay",
    "ReplayCount, io.herald.replays.ReplayCount",
    "Stats, io.herald.statistics.StatsView",
    "Stats$Figures, io.herald.statistics.StatsView$Figures",
    "Stats$Bucket, io.herald.statistics.StatsView$Bucket",
    "Stats$Latency, io.herald.statistics.StatsView$Latency",
    "RedeliverMany, io.herald.delivery.RedeliverMany",
    "Redelivered, io.herald.delivery.Redelivered",
    "TestFilter, io.herald.webhooks.TestFilter",
    "SampleMessage, io.herald.webhooks.SampleMessage",
    "FilterResult, io.herald.shaping.FilterResult",
    "FilterResult$Check, io.herald.shaping.FilterCheck",
    "TestTransformation, io.herald.webhooks.TestTransformation",
    "TransformedSample, io.herald.webhooks.TransformedSample",
    "WebhookExport, io.herald.webhooks.Export",
    "PortableWebhook, io.herald.webhooks.ExportedWebhook",
    "PortableWebhook, io.herald.webhooks.ImportedWebhook",
    "ImportedWebhooks, io.herald.webhooks.Imported"
  })
  void theMembersAreThoseOfTheServer(String client, String server) throws ClassNotFoundException {
    assertThat(members(Class.forName("io.herald.client." + client)))
        .containsExactlyInAnyOrderElementsOf(members(Class.forName(server)));
  }

  private static List<String> members(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).flatMap(ClientTest::members).toList();
  }

  private static Stream<String> members(RecordComponent component) {
    return component.isAnnotationPresent(Unwrapped.class)
        ? members(component.getType()).stream()
        : Stream.of(component.getName());
  }

  private static Set<String> calls(Stream<JavaClass> types, String prefix) {
    Set<String> calls = new TreeSet<>();
    types
        .map(JavaClass::reflect)
        .forEach(
            type -> {
              String root = prefix + type.getAnnotation(Path.class).value();
              for (Method method : type.getDeclaredMethods()) {
                Path own = method.getAnnotation(Path.class);
                String path = own == null ? root : root + "/" + own.value();
                for (Annotation annotation : method.getAnnotations()) {
                  HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
                  if (http != null) {
                    calls.add(
                        http.value().toUpperCase(Locale.ROOT)
                            + " "
                            + path.replaceAll("\\{[^}]*}", "{}").replaceAll("/$", ""));
                  }
                }
              }
            });
    return calls;
  }
}
