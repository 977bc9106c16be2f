package io.herald.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this node has been told of something to ask since it last looked. */
@ApplicationScoped
class Attention {

  private final AtomicBoolean called = new AtomicBoolean(true);

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) VerificationDemanded demanded) {
    call();
  }

  void call() {
    called.set(true);
  }

  boolean take() {
    return called.getAndSet(false);
  }
}
