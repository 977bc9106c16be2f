package io.herald.operations;

import io.herald.delivery.NodeLoad;
import io.herald.nodes.Node;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Notes how busy this node is. All nodes do so at the same seconds, so that their readings add up.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ReadingTimer {

  private static final Logger LOG = Logger.getLogger(ReadingTimer.class.getName());
  private static final int EVERY_SECONDS = 10;

  @Inject Node node;
  @Inject NodeLoad load;
  @Inject Backlog backlog;
  @Inject Lag lag;
  @Inject NodeReadings readings;
  @Inject Clock clock;

  /** One reading. */
  @Schedule(second = "*/10", minute = "*", hour = "*", persistent = false)
  public void run() {
    if (!node.mayClaim()) {
      return; // it has not joined yet, or was given up
    }
    try {
      long seconds = clock.instant().getEpochSecond();
      readings.add(
          new NodeReading(
              Instant.ofEpochSecond(seconds - Math.floorMod(seconds, EVERY_SECONDS)),
              node.id(),
              load.inFlight(),
              load.waiting(),
              backlog.oldestDue(),
              lag.take()));
    } catch (Exception e) { // the database is away; the next reading comes
      LOG.log(Level.WARNING, "the load of this node could not be noted: {0}", e.toString());
    }
  }
}
