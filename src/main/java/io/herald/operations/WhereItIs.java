package io.herald.operations;

import io.herald.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells a person where to go, where the address is known: a server knows its port alone. */
@ApplicationScoped
class WhereItIs {

  private static final Logger LOG = Logger.getLogger(WhereItIs.class.getName());

  void deployed(@Observes @Initialized(ApplicationScoped.class) Object context, Settings settings) {
    settings
        .optionalText("herald.public-url")
        .ifPresent(url -> LOG.log(Level.INFO, "Herald is at {0}", url));
  }
}
