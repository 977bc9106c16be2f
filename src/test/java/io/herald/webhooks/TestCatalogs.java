package io.herald.webhooks;

import java.util.Optional;

/** Catalogues as other rooms' tests need them. */
public final class TestCatalogs {

  private TestCatalogs() {}

  /** One that knows no webhook. */
  public static WebhookCatalog empty() {
    return new WebhookCatalog() {
      @Override
      public Optional<Target> find(long webhookId) {
        return Optional.empty();
      }
    };
  }
}
