package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.client.AuditApi;
import io.herald.client.AuditEntry;
import io.herald.client.Batching;
import io.herald.client.BearerToken;
import io.herald.client.CreatePortalLink;
import io.herald.client.CreateUser;
import io.herald.client.CreatedPortalLink;
import io.herald.client.Delivery;
import io.herald.client.Event;
import io.herald.client.EventType;
import io.herald.client.EventTypesApi;
import io.herald.client.EventsApi;
import io.herald.client.FilterResult;
import io.herald.client.GroupsApi;
import io.herald.client.ImportWebhooks;
import io.herald.client.ImportedWebhooks;
import io.herald.client.IssueToken;
import io.herald.client.IssuedToken;
import io.herald.client.MeApi;
import io.herald.client.Message;
import io.herald.client.MessagesApi;
import io.herald.client.Organization;
import io.herald.client.OrganizationsApi;
import io.herald.client.Page;
import io.herald.client.PolledMessages;
import io.herald.client.PortalLink;
import io.herald.client.PortalLinksApi;
import io.herald.client.Problem;
import io.herald.client.RedeliverMany;
import io.herald.client.Redelivered;
import io.herald.client.RegisterEventType;
import io.herald.client.RegisterWebhook;
import io.herald.client.Replay;
import io.herald.client.ReplaysApi;
import io.herald.client.RotateSecret;
import io.herald.client.SendExample;
import io.herald.client.SentEvents;
import io.herald.client.StartReplay;
import io.herald.client.StatsApi;
import io.herald.client.TestFilter;
import io.herald.client.TestTransformation;
import io.herald.client.Token;
import io.herald.client.TokensApi;
import io.herald.client.TransformedSample;
import io.herald.client.User;
import io.herald.client.UsersApi;
import io.herald.client.Webhook;
import io.herald.client.WebhookExport;
import io.herald.client.WebhooksApi;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.GenericType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.glassfish.jersey.client.ClientProperties;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.glassfish.jersey.client.proxy.WebResourceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The interfaces and records of {@code io.herald.client}, against the running server. */
@ExtendWith(RunningHerald.class)
class TypedClientIT {

  private final Tenant tenant;
  private final Client client;
  private final WebTarget server;

  TypedClientIT(Api administrator) {
    tenant = Tenant.below(administrator);
    client =
        new JerseyClientBuilder()
            .property(ClientProperties.SUPPRESS_HTTP_COMPLIANCE_VALIDATION, true) // PUT, no body
            .register(new BearerToken(tenant.api().token()))
            .build();
    server = client.target(tenant.api().address());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aPlainClientBindsTheRecords() {
    Webhook registered =
        server
            .path("v1/webhooks")
            .request()
            .post(
                Entity.json(
                    RegisterWebhook.builder()
                        .callbackUrl("https://example.com/hook")
                        .name("demo")
                        .eventTypes("order.*")
                        .retrySchedule(Duration.ofSeconds(10))
                        .timeout(Duration.ofSeconds(5))
                        .headers(Map.of("X-Tenant", "acme"))
                        .auth(Map.of("type", "bearer", "token", "t"))
                        .rateLimit(new BigDecimal("2.5"))
                        .batch(new Batching(10, Duration.ofMillis(200)))
                        .signature("both")
                        .format("cloudevents")
                        .filter(Map.of("data", Map.of("amount", Map.of("$gte", 10))))
                        .whileInactive("hold")
                        .build()),
                Webhook.class);
    assertThat(registered.secret()).startsWith("whsec_");
    assertThat(registered.retrySchedule()).containsExactly(Duration.ofSeconds(10));
    assertThat(registered.headers()).containsKey("X-Tenant");
    assertThat(registered.auth()).containsEntry("type", "bearer");
    assertThat(registered.rateLimit()).isEqualByComparingTo("2.5");
    assertThat(registered.batch()).isEqualTo(new Batching(10, Duration.ofMillis(200)));
    assertThat(registered.signature()).isEqualTo("both");
    assertThat(registered.format()).isEqualTo("cloudevents");
    assertThat(registered.filter()).containsKey("data");
    assertThat(registered.whileInactive()).isEqualTo("hold");

    List<Webhook> all =
        server.path("v1/webhooks").request().get(new GenericType<List<Webhook>>() {});
    assertThat(all).extracting(Webhook::id).containsExactly(registered.id());
    assertThat(all.get(0).secret()).isNull();
    Page<Delivery> log =
        server
            .path("v1/webhooks/" + registered.id() + "/deliveries")
            .request()
            .get(new GenericType<Page<Delivery>>() {});
    assertThat(log.totalElements()).isZero();
  }

  @Test
  void proxiesOfTheInterfacesDoAllThatTheyName() {
    assertThat(api(MeApi.class).get().organizationId()).isEqualTo(tenant.id());
    EventType type =
        api(EventTypesApi.class)
            .register(
                RegisterEventType.of(
                    "order.paid", "Paid.", Map.of("required", List.of("n")), Map.of("n", 1)));
    assertThat(type.schema()).containsKey("required");
    Page<EventType> types = api(EventTypesApi.class).list(null, true, 0, 100);
    assertThat(types.content()).extracting(EventType::name).contains("order.paid", "ping");

    WebhooksApi webhooks = api(WebhooksApi.class);
    long webhook = webhooks.register(RegisterWebhook.at("https://example.com/hook", "a")).id();
    assertThat(webhooks.get(webhook).eventTypes()).containsExactly("a");
    assertThat(webhooks.rotateSecret(webhook, new RotateSecret(Duration.ZERO, null)).secret())
        .startsWith("whsec_");
    assertThat(webhooks.secretOverlap(webhook).previousValidUntil()).isNull();
    Delivery example = webhooks.sendExample(webhook, new SendExample("order.paid"));
    assertThat(example.requestBody()).contains("\"n\":1");
    assertThat(webhooks.delivery(webhook, example.id()).messageId()).isEqualTo(example.messageId());
    assertThat(webhooks.deliveries(webhook, null, null, null, null, 0, 10).totalElements())
        .isEqualTo(1);

    long polled = webhooks.register(RegisterWebhook.polled("a")).id();
    webhooks.ping(polled);
    PolledMessages waiting = webhooks.poll(polled, null, null);
    assertThat(waiting.messages().get(0).headers()).containsEntry("Herald-Event-Type", "ping");
    assertThat(webhooks.poll(polled, waiting.cursor(), 1).messages()).isEmpty();

    Event event = Event.now("order.paid", tenant.id(), Map.of("n", 2));
    SentEvents sent = api(EventsApi.class).send("one", event);
    assertThat(api(EventsApi.class).send("one", event)).isEqualTo(sent);
    assertThat(api(EventsApi.class).sendAll(null, List.of(event, event)).messageIds()).hasSize(2);
    MessagesApi messages = api(MessagesApi.class);
    Message message = messages.get(sent.messageIds().get(0));
    assertThat(message.body()).contains("\"n\":2");
    messages.erase(message.id());
    assertThat(messages.get(message.id()).body()).isNull();
    assertThat(messages.list("order.paid", null, null, null, "oldest", null, 2).hasMore()).isTrue();

    Page<Organization> organizations = api(OrganizationsApi.class).list(null, null, null, null);
    assertThat(organizations.content()).extracting(Organization::id).containsExactly(tenant.id());
    User user = api(UsersApi.class).create(new CreateUser("u", "u@example.com", null));
    assertThat(api(UsersApi.class).disable(user.id()).disabled()).isTrue();
    api(UsersApi.class).delete(user.id());
    webhooks.delete(webhook);
  }

  @Test
  void proxiesLookAfterWebhooksAndAccess() {
    WebhooksApi webhooks = api(WebhooksApi.class);
    long webhook = webhooks.register(RegisterWebhook.polled()).id();
    long delivery = webhooks.ping(webhook).id();
    webhooks.poll(webhook, webhooks.poll(webhook, null, null).cursor(), null);
    assertThat(webhooks.find(null, "nowhere", "active", 0, 5)).isEmpty();
    assertThat(webhooks.stats(webhook, null, null, "PT1H").buckets()).hasSizeGreaterThan(23);
    assertThat(api(StatsApi.class).get(null, null, null, "P1D").bucket()).isEqualTo("P1D");
    Map<String, Object> sample = Map.of("data", Map.of("amount", 9));
    FilterResult filtered =
        webhooks.testFilter(
            webhook,
            new TestFilter(Map.of("data", Map.of("amount", Map.of("$gte", 10))), sample, null));
    assertThat(filtered.matched()).isFalse();
    assertThat(filtered.checks().get(0).path()).isEqualTo("/data/amount");
    TransformedSample transformed =
        webhooks.testTransformation(
            webhook,
            new TestTransformation(Map.of("template", Map.of("a", 1)), null, sample, null));
    assertThat(transformed.body()).isEqualTo("{\"a\":1}");

    ReplaysApi replays = api(ReplaysApi.class);
    Instant since = Instant.EPOCH;
    assertThat(replays.count(webhook, new StartReplay(since, null, null, null, true)).count())
        .isEqualTo(1);
    Replay replay =
        replays.start(webhook, new StartReplay(since, null, "delivered", List.of("a.*"), null));
    assertThat(replay.only().eventTypes()).containsExactly("a.*");
    assertThat(replays.get(webhook, replay.id()).webhookId()).isEqualTo(webhook);
    assertThat(replays.list(webhook, 0, 1).totalElements()).isEqualTo(1);

    assertThat(webhooks.redeliverMany(webhook, new RedeliverMany(List.of(delivery, 1L))))
        .isEqualTo(new Redelivered(List.of(delivery), List.of(1L)));
    WebhookExport export = webhooks.export(null, true);
    webhooks.delete(webhook);
    ImportedWebhooks imported =
        webhooks.importAll(new ImportWebhooks(tenant.id(), export.webhooks()));
    assertThat(imported.webhooks().get(0).secret()).isEqualTo(export.webhooks().get(0).secret());

    GroupsApi groups = api(GroupsApi.class);
    User user = api(UsersApi.class).create(new CreateUser("g", "g@example.com", null));
    groups.create(tenant.id(), "operators");
    groups.join(tenant.id(), "operators", user.id());
    assertThat(groups.members(tenant.id(), "operators", null, null).content())
        .containsExactly(user);
    assertThat(groups.list(tenant.id()).get(0).memberCount()).isEqualTo(1);
    groups.leave(tenant.id(), "operators", user.id());
    groups.delete(tenant.id(), "operators");

    TokensApi tokens = api(TokensApi.class);
    IssuedToken issued = tokens.issue(new IssueToken("t", "viewer", null));
    assertThat(tokens.list(null, null, null).content()).extracting(Token::id).contains(issued.id());
    tokens.revoke(issued.id());
    PortalLinksApi links = api(PortalLinksApi.class);
    CreatedPortalLink link = links.create(new CreatePortalLink(null, Duration.ofHours(1), "Jane"));
    assertThat(link.url()).endsWith(link.token());
    assertThat(links.list(null, null, null).content())
        .extracting(PortalLink::name)
        .containsExactly("Jane");
    links.revoke(link.id());
    AuditEntry newest =
        api(AuditApi.class).list(null, null, null, null, null, null, 0, 1).content().get(0);
    assertThat(newest.target()).isEqualTo("/v1/portal-links/" + link.id());
  }

  @Test
  void aRefusalIsAProblemWithPointers() {
    WebApplicationException refusal =
        catchThrowableOfType(
            WebApplicationException.class,
            () -> api(EventsApi.class).send(null, Event.now("ping", tenant.id(), Map.of())));

    Problem problem = refusal.getResponse().readEntity(Problem.class);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(Objects.requireNonNull(problem.errors()).get(0).pointer()).isEqualTo("/type");
  }

  @Test
  void microProfileRestClientTakesTheInterfaces() {
    assumeThat(System.getProperty("arquillian.launch"))
        .as("WildFly is provisioned without MicroProfile REST Client")
        .isEqualTo("payara");

    Reply reply =
        tenant.api().post("/v1/test/typed-client?organizationId=" + tenant.id()).expect(200);

    assertThat(reply.body()).startsWith("{\"type\":\"typed.event\"").endsWith("{\"n\":1}}");
  }

  private <T> T api(Class<T> type) {
    return WebResourceFactory.newResource(type, server);
  }
}
