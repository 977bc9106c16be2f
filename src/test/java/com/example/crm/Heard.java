package com.example.crm;

import io.herald.delivery.DeliveryExhausted;
import io.herald.webhooks.SecretRotated;
import io.herald.webhooks.WebhookDeactivated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the customer's application hears of how webhooks are doing. */
@ApplicationScoped
public class Heard {

  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) SecretRotated rotated) {
    heard.add("rotated " + rotated.webhookId());
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveryExhausted exhausted) {
    heard.add("exhausted " + exhausted.webhookId() + " " + exhausted.httpStatus());
  }

  void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhookDeactivated deactivated) {
    heard.add("deactivated " + deactivated.webhookId() + " " + deactivated.reason());
  }

  /** In the order in which it was heard. */
  public List<String> all() {
    return List.copyOf(heard);
  }
}
