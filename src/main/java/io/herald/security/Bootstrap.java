package io.herald.security;

import io.herald.settings.InvalidSetting;
import io.herald.settings.StartFailure;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Prepares access before the first request: needs the tables, and this node's slot for the ids of
 * tokens. Stops the start where a setting is missing or makes no sense.
 */
@Singleton
@Startup
@DependsOn({"Migrator", "NodeRegistration"})
@TransactionManagement(TransactionManagementType.BEAN)
public class Bootstrap {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private FirstStart firstStart;

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Vault vault;

  @PostConstruct
  void prepare() {
    try {
      vault.currentKeyId(); // now, not when the first webhook is registered
      firstStart.prepare().ifPresent(Bootstrap::show);
    } catch (InvalidSetting wrong) {
      StartFailure.report(wrong);
      throw wrong;
    }
  }

  /** On standard output, not in the log: logs are kept and passed around. */
  @SuppressWarnings("SystemOut")
  private static void show(BearerToken token) {
    System.out.println(
        """

        ------------------------------------------------------------------------
          Herald: the administrator's token, shown only this once:

            %s

        ------------------------------------------------------------------------
        """
            .formatted(token.reveal()));
  }
}
