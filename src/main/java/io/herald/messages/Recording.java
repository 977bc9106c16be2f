package io.herald.messages;

import io.herald.directory.DirectoryEvent;
import io.herald.directory.DirectoryEventHeard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * The one transaction in which an event is heard, becomes messages and is followed up, in this
 * order whichever way the producer fired it: asynchronous observers have no order of their own.
 */
@ApplicationScoped
@Transactional
class Recording {

  private final Event<DirectoryEventHeard> heard;
  private final Event<Message> recorded;
  private final Event<DirectoryEventRecorded> followed;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Recording() { // for the CDI proxy
    this.heard = null;
    this.recorded = null;
    this.followed = null;
  }

  @Inject
  Recording(
      Event<DirectoryEventHeard> heard,
      Event<Message> recorded,
      Event<DirectoryEventRecorded> followed) {
    this.heard = heard;
    this.recorded = recorded;
    this.followed = followed;
  }

  void record(DirectoryEvent event, List<Message> messages) {
    heard.fire(new DirectoryEventHeard(event));
    messages.forEach(recorded::fire);
    followed.fire(new DirectoryEventRecorded(event));
  }

  void record(Message message) {
    recorded.fire(message);
  }
}
