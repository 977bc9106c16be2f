package io.herald.messages;

import io.herald.directory.DirectoryEvent;
import io.herald.problems.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Hears every producer. {@code Event.fire} records in the producer's transaction, or in one of its
 * own where there is none; what goes wrong goes back to the producer. {@code Event.fireAsync}
 * records in a transaction of its own, whose commit completes the producer's stage; the producer's
 * transaction decides nothing there.
 */
@ApplicationScoped
class MessageRecorder {

  private static final Logger LOG = System.getLogger(MessageRecorder.class.getName());

  private final Messages messages;
  private final Recording recording;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  MessageRecorder() { // for the CDI proxy
    this.messages = null;
    this.recording = null;
  }

  @Inject
  MessageRecorder(Messages messages, Recording recording) {
    this.messages = messages;
    this.recording = recording;
  }

  void on(@Observes DirectoryEvent event) {
    recording.record(event, messages.of(event));
  }

  void on(@Observes CustomEvent event) {
    // refused, if at all, before the transaction is touched: a producer may go on without it
    recording.record(messages.of(event));
  }

  @Retry(
      maxRetries = 3,
      delay = 200,
      jitter = 100,
      abortOn = Problem.class) // nobody fires it again
  void onAsync(@ObservesAsync DirectoryEvent event) {
    String what = event.getClass().getSimpleName();
    logging(what, () -> recording.record(event, messages.of(event)));
  }

  @Retry(maxRetries = 3, delay = 200, jitter = 100, abortOn = Problem.class)
  void onAsync(@ObservesAsync CustomEvent event) {
    logging(event.type().name(), () -> recording.record(messages.of(event)));
  }

  private static void logging(String what, Runnable recording) {
    try {
      recording.run();
    } catch (Exception e) {
      // producers seldom look at the stage that fireAsync returns
      LOG.log(Level.WARNING, "An event fired asynchronously could not be recorded: " + what, e);
      throw e;
    }
  }
}
