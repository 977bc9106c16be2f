package io.herald.operations;

import io.herald.console.ConsoleSettings;
import io.herald.delivery.DeliverySettings;
import io.herald.messages.Messages;
import io.herald.security.BrowserRules;
import io.herald.security.ClientAddress;
import io.herald.security.RequestLimits;
import io.herald.security.Vault;
import io.herald.security.WebTokens;
import io.herald.settings.InvalidSetting;
import io.herald.settings.StartFailure;
import io.herald.storage.Database;
import io.herald.transport.AddressGuard;
import io.herald.transport.Egress;
import io.herald.verification.VerificationSettings;
import io.herald.webhooks.FailingWebhooks;
import io.herald.webhooks.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes everything that reads settings read them before anything starts: a mistake is told now, not
 * at the first use.
 */
@ApplicationScoped
class SettingsCheck {

  @Inject Provider<ConsoleSettings> console;
  @Inject Provider<Database> database;
  @Inject Provider<AddressGuard> addressGuard;
  @Inject Provider<Egress> egress;
  @Inject Provider<Vault> vault;
  @Inject Provider<Messages> messages;
  @Inject Provider<Webhooks> webhooks;
  @Inject Provider<FailingWebhooks> failingWebhooks;
  @Inject Provider<DeliverySettings> deliverySettings;
  @Inject Provider<Retention> retention;
  @Inject Provider<ClientAddress> clientAddress;
  @Inject Provider<BrowserRules> browserRules;
  @Inject Provider<RequestLimits> requestLimits;
  @Inject Provider<WebTokens> webTokens;
  @Inject Provider<VerificationSettings> verification;

  void check(@Observes Startup start) {
    try {
      for (Provider<?> reader :
          List.of(
              console,
              database,
              addressGuard,
              vault,
              messages,
              webhooks,
              failingWebhooks,
              deliverySettings,
              retention,
              clientAddress,
              browserRules,
              requestLimits,
              webTokens,
              verification)) {
        var unused = reader.get().toString(); // a proxy makes its bean when it is first called
      }
    } catch (RuntimeException e) {
      InvalidSetting wrong = cause(e);
      if (wrong != null) {
        StartFailure.report(wrong);
      }
      throw e;
    }
  }

  private static @Nullable InvalidSetting cause(@Nullable Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof InvalidSetting wrong) {
        return wrong;
      }
    }
    return null;
  }
}
