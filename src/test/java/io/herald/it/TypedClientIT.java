package io.herald.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.herald.client.Batching;
import io.herald.client.BearerToken;
import io.herald.client.CreateUser;
import io.herald.client.Delivery;
import io.herald.client.Event;
import io.herald.client.EventType;
import io.herald.client.EventTypesApi;
import io.herald.client.EventsApi;
import io.herald.client.MeApi;
import io.herald.client.Message;
import io.herald.client.MessagesApi;
import io.herald.client.Organization;
import io.herald.client.OrganizationsApi;
import io.herald.client.Page;
import io.herald.client.PolledMessages;
import io.herald.client.Problem;
import io.herald.client.RegisterEventType;
import io.herald.client.RegisterWebhook;
import io.herald.client.RotateSecret;
import io.herald.client.SendExample;
import io.herald.client.SentEvents;
import io.herald.client.User;
import io.herald.client.UsersApi;
import io.herald.client.Webhook;
import io.herald.client.WebhooksApi;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.GenericType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    client = new JerseyClientBuilder().register(new BearerToken(tenant.api().token())).build();
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
                new RegisterEventType(
                    "order.paid", "Paid.", Map.of("required", List.of("n")), Map.of("n", 1), null));
    assertThat(type.schema()).containsKey("required");
    Page<EventType> types = api(EventTypesApi.class).list(null, true, 0, 100);
    assertThat(types.content()).extracting(EventType::name).contains("order.paid", "ping");

    WebhooksApi webhooks = api(WebhooksApi.class);
    long webhook = webhooks.register(RegisterWebhook.at("https://example.com/hook", "a")).id();
    assertThat(webhooks.get(webhook).eventTypes()).containsExactly("a");
    assertThat(webhooks.rotateSecret(webhook, new RotateSecret(Duration.ZERO, null)).secret())
        .startsWith("whsec_");
    Delivery example = webhooks.sendExample(webhook, new SendExample("order.paid"));
    assertThat(example.requestBody()).contains("\"n\":1");
    assertThat(webhooks.delivery(webhook, example.id()).messageId()).isEqualTo(example.messageId());
    assertThat(webhooks.deliveries(webhook, null, null, 0, 10).totalElements()).isEqualTo(1);

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
