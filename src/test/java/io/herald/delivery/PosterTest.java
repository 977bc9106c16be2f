package io.herald.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.security.OrganizationId;
import io.herald.testing.MutableClock;
import io.herald.transport.Answered;
import io.herald.transport.CallbackUrl;
import io.herald.transport.Outcome;
import io.herald.transport.PostRequest;
import io.herald.transport.Unreachable;
import io.herald.transport.Unreachable.Kind;
import io.herald.webhooks.Credentials;
import io.herald.webhooks.EventTypes;
import io.herald.webhooks.OAuth2;
import io.herald.webhooks.OAuth2.ClientAuthentication;
import io.herald.webhooks.Policy;
import io.herald.webhooks.Target;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosterTest {

  private static final CallbackUrl HOOK = CallbackUrl.parse("https://receiver.example/hook");
  private static final CallbackUrl TOKEN = CallbackUrl.parse("https://login.example/token");
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final MutableClock clock = MutableClock.atNoon();
  private final List<PostRequest> tokenRequests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private final Deque<Outcome> tokenAnswers = new ArrayDeque<>();
  private final Deque<Integer> hookAnswers = new ArrayDeque<>();
  private final AccessTokens tokens = new AccessTokens(this::send, clock);
  private final Poster poster = new Poster(this::send, tokens, clock);
  private CompletableFuture<Void> tokenServer = CompletableFuture.completedFuture(null);

  @Test
  void asksForATokenWithTheClientsCredentialsInTheHeader() {
    tokenAnswers.add(token("one", 3600));

    assertThat(status(post(client(ClientAuthentication.BASIC)))).isEqualTo(204);

    PostRequest request = tokenRequests.get(0);
    assertThat(request.url()).isEqualTo(TOKEN);
    assertThat(request.headers())
        .containsEntry("Content-Type", "application/x-www-form-urlencoded")
        .containsEntry("Authorization", "Basic aCUzQWlkOnMrJTI2"); // h%3Aid:s+%26
    assertThat(new String(request.body(), UTF_8))
        .isEqualTo("grant_type=client_credentials&scope=a+b&audience=https%3A%2F%2Fapi.example");
    assertThat(authorizations).containsExactly("Bearer one");
  }

  @Test
  void orInTheBody() {
    tokenAnswers.add(token("one", 3600));

    post(client(ClientAuthentication.POST));

    PostRequest request = tokenRequests.get(0);
    assertThat(request.headers()).doesNotContainKey("Authorization");
    assertThat(new String(request.body(), UTF_8)).endsWith("&client_id=h%3Aid&client_secret=s+%26");
  }

  @ParameterizedTest(name = "expires_in {0} is used for {1} s")
  @CsvSource({"3600, 3570", "100, 90", "\"60\", 54", ", 270", "1e9, 86370", "-5, 0"})
  void keepsATokenUntilShortlyBeforeItEnds(String expiresIn, long seconds) {
    tokenAnswers.add(
        answer(
            200,
            "{\"access_token\":\"one\""
                + (expiresIn == null ? "" : ",\"expires_in\":" + expiresIn)
                + "}"));
    tokenAnswers.add(token("two", 3600));
    OAuth2 client = client(ClientAuthentication.BASIC);

    post(client);
    if (seconds > 0) {
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      post(client);
      assertThat(tokenRequests).hasSize(1);
      clock.advance(Duration.ofMillis(1));
    }
    post(client);

    assertThat(tokenRequests).hasSize(2);
    assertThat(authorizations).last().isEqualTo("Bearer two");
  }

  @Test
  void asksOnceForAllThatWaitAtTheSameTime() {
    tokenServer = new CompletableFuture<>();
    tokenAnswers.add(token("one", 3600));
    OAuth2 client = client(ClientAuthentication.BASIC);
    List<CompletableFuture<Outcome>> attempts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      attempts.add(poster.post(target(client), request()).toCompletableFuture());
    }
    assertThat(attempts).noneMatch(CompletableFuture::isDone);

    tokenServer.complete(null);

    assertThat(attempts).allMatch(attempt -> status(attempt.join()) == 204);
    assertThat(tokenRequests).hasSize(1);
  }

  @Test
  void anotherClientGetsAnotherToken() {
    tokenAnswers.add(token("one", 3600));
    tokenAnswers.add(token("two", 3600));

    post(client(ClientAuthentication.BASIC));
    post(client(ClientAuthentication.POST));

    assertThat(authorizations).containsExactly("Bearer one", "Bearer two");
  }

  @Test
  void renewsATokenThatTheReceiverRefuses() {
    tokenAnswers.add(token("one", 3600));
    tokenAnswers.add(token("two", 3600));
    hookAnswers.add(401);
    OAuth2 client = client(ClientAuthentication.BASIC);

    Outcome outcome = post(client);
    post(client);

    assertThat(status(outcome)).isEqualTo(204);
    assertThat(authorizations).containsExactly("Bearer one", "Bearer two", "Bearer two");
  }

  @Test
  void aSecondRefusalIsTheOutcomeAndMakesNoStorm() {
    for (int i = 0; i < 5; i++) {
      tokenAnswers.add(token("t" + i, 3600));
    }
    OAuth2 client = client(ClientAuthentication.BASIC);
    hookAnswers.addAll(List.of(401, 401, 401, 401, 401, 401));

    assertThat(status(post(client))).isEqualTo(401);
    assertThat(authorizations).containsExactly("Bearer t0", "Bearer t1");
    assertThat(status(post(client))).isEqualTo(401);
    assertThat(status(post(client))).isEqualTo(401);
    assertThat(authorizations).hasSize(4);
    assertThat(tokenRequests).hasSize(2);

    clock.advance(Duration.ofMinutes(1));
    assertThat(status(post(client))).isEqualTo(401);
    assertThat(tokenRequests).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":\"invalid_client\",\"error_description\":\"s &\"} | HTTP 401,"
            + " invalid_client",
        "500 | <html>s &</html> | HTTP 500",
        "400 | {\"error\":\"s & more\"} | HTTP 400",
        "200 | {\"access_token\":7} | the answer holds no access_token",
        "200 | {\"access_token\":\"a\\nb\"} | the answer holds no access_token",
        "200 | [] | the answer holds no access_token",
        "200 | {\"access_token\":\"a\",\"token_type\":\"mac\"} | the token is not of type Bearer",
        "302 | {} | HTTP 302",
      })
  void withoutATokenNothingIsPosted(int status, String body, String error) {
    tokenAnswers.add(answer(status, body));

    assertThat(post(client(ClientAuthentication.BASIC)))
        .isInstanceOfSatisfying(
            Unreachable.class,
            unreachable -> {
              assertThat(unreachable.kind()).isEqualTo(Kind.TOKEN);
              assertThat(unreachable.error()).isEqualTo("access token: " + error);
            });
    assertThat(authorizations).isEmpty();
  }

  @Test
  void asksAFailingServerOnceASecond() {
    tokenAnswers.add(new Unreachable(Kind.CONNECT, "connection refused", clock.instant(), TIMEOUT));
    tokenAnswers.add(token("one", 3600));
    OAuth2 client = client(ClientAuthentication.BASIC);

    assertThat(((Unreachable) post(client)).error()).isEqualTo("access token: connection refused");
    assertThat(post(client)).isInstanceOf(Unreachable.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(status(post(client))).isEqualTo(204);
  }

  @Test
  void theTokensTimeIsTheAttempts() {
    tokenAnswers.add(token("one", 3600));

    var start = clock.instant();
    Outcome outcome = post(client(ClientAuthentication.BASIC));

    assertThat(outcome.startedAt()).isEqualTo(start);
    assertThat(lastTimeout).isLessThan(TIMEOUT);
  }

  private Duration lastTimeout = Duration.ZERO;

  private CompletionStage<Outcome> send(PostRequest request) {
    if (request.url().equals(TOKEN)) {
      tokenRequests.add(request);
      return tokenServer.thenApply(ready -> tokenAnswers.remove());
    }
    authorizations.add(request.headers().get("Authorization"));
    lastTimeout = request.timeout();
    return CompletableFuture.completedStage(
        answer(hookAnswers.isEmpty() ? 204 : hookAnswers.remove(), ""));
  }

  private Outcome post(OAuth2 client) {
    return poster.post(target(client), request()).toCompletableFuture().join();
  }

  private static PostRequest request() {
    return new PostRequest(HOOK, Map.of(), new byte[0], TIMEOUT);
  }

  private static int status(Outcome outcome) {
    return ((Answered) outcome).status();
  }

  private Answered answer(int status, String body) {
    return new Answered(status, Map.of(), body, clock.instant(), Duration.ofMillis(1));
  }

  private Answered token(String text, int expiresIn) {
    return answer(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":%d}"
            .formatted(text, expiresIn));
  }

  private static OAuth2 client(ClientAuthentication authentication) {
    return new OAuth2(TOKEN, "h:id", "s &", "a b", "https://api.example", null, authentication);
  }

  private static Target target(OAuth2 client) {
    return new Target(
        7,
        new OrganizationId(new UUID(0, 1)),
        "Acme",
        null,
        HOOK,
        EventTypes.ALL,
        true,
        Policy.DEFAULT,
        null,
        new Credentials(null, client, null),
        List.of(),
        List.of());
  }
}
