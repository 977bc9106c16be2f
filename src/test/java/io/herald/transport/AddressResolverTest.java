package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AddressResolverTest {

  private final CountDownLatch silence = new CountDownLatch(1);
  private final AtomicLong nanoTime = new AtomicLong();
  private final AddressResolver resolver =
      new AddressResolver(new AddressGuard(false, List.of()), this::lookUp, nanoTime::get);

  /** Those of one tenant are never answered for. */
  private InetAddress[] lookUp(String host) throws UnknownHostException {
    if (host.endsWith("silent.example")) {
      try {
        silence.await();
      } catch (InterruptedException e) {
        throw new UnknownHostException(host);
      }
    }
    return new InetAddress[] {InetAddress.getByName("8.8.8.8")};
  }

  @AfterEach
  void close() {
    silence.countDown();
    resolver.close();
  }

  @Test
  void aNameServerThatNeverAnswersHoldsUpNobodyWhoseNameWasFound() throws Exception {
    resolve("good.example").toCompletableFuture().get(60, TimeUnit.SECONDS);
    nanoTime.addAndGet(TimeUnit.MINUTES.toNanos(6)); // what was found is too old to be used again

    for (int i = 0; i < 100; i++) {
      var unused = resolve(i + ".silent.example");
    }

    assertThat(resolve("good.example").toCompletableFuture().get(60, TimeUnit.SECONDS))
        .containsExactly(InetAddress.getByName("8.8.8.8"));
  }

  private CompletionStage<List<InetAddress>> resolve(String host) {
    return resolver.resolve(CallbackUrl.parse("https://" + host + "/hook"));
  }
}
