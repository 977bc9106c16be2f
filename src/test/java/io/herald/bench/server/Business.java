package io.herald.bench.server;

import io.herald.messages.CustomEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A producer as customers write them. */
@ApplicationScoped
class Business {

  @Inject
  @SuppressWarnings("NullAway") // set by the container
  private Event<CustomEvent> events;

  /** One transaction. */
  @Transactional
  void happens(CustomEvent event) {
    events.fire(event);
  }
}
