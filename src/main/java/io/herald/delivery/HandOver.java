package io.herald.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The short way from a transaction that records deliveries to the sender: through memory, once it
 * has committed. Only a short cut: what gets lost on it is claimed by this node in the database,
 * and found there.
 */
@ApplicationScoped
class HandOver {

  private final TransactionSynchronizationRegistry transactions;
  private final Sender sender;
  private final Dispatcher dispatcher;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  HandOver() { // for the CDI proxy
    this.transactions = null;
    this.sender = null;
    this.dispatcher = null;
  }

  @Inject
  HandOver(TransactionSynchronizationRegistry transactions, Sender sender, Dispatcher dispatcher) {
    this.transactions = transactions;
    this.sender = sender;
    this.dispatcher = dispatcher;
  }

  /**
   * What the current transaction has reserved and left to the database so far; made when first
   * asked for.
   */
  Cargo cargo() {
    if (transactions.getResource(HandOver.class) instanceof Cargo cargo) {
      return cargo;
    }
    Cargo cargo = new Cargo();
    transactions.putResource(HandOver.class, cargo);
    transactions.registerInterposedSynchronization(cargo);
    return cargo;
  }

  /** The fresh deliveries of one transaction. */
  final class Cargo implements Synchronization {

    private final List<Claim> reserved = new ArrayList<>();

    /** Webhooks, for each place whose delivery has not come yet. */
    private final Deque<Long> promised = new ArrayDeque<>();

    private boolean leftInDatabase;

    /** Asks for a place in memory for one delivery of a webhook. */
    boolean reserve(long webhookId) {
      boolean fits = sender.reserve(webhookId);
      if (fits) {
        promised.add(webhookId);
      } else {
        leftInDatabase = true;
      }
      return fits;
    }

    /** Leaves a delivery to the database: its turn is decided there. */
    void leave() {
      leftInDatabase = true;
    }

    /** Takes along a delivery that was promised a place. */
    void add(Claim claim) {
      promised.removeFirstOccurrence(claim.webhookId()); // they come in the order of the promises
      reserved.add(claim);
    }

    /** Gives up the places whose deliveries have not come: they are not recorded after all. */
    void takeBack() {
      promised.forEach(sender::cancelReservation);
      promised.clear();
    }

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      takeBack(); // at a commit: the statement failed, and the producer committed all the same
      if (status == Status.STATUS_COMMITTED) {
        sender.send(reserved);
        if (leftInDatabase) {
          dispatcher.wake();
        }
      } else {
        reserved.forEach(claim -> sender.cancelReservation(claim.webhookId()));
      }
    }
  }
}
