package io.herald.nodes;

import io.herald.settings.Settings;
import io.herald.storage.Database;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Joins at start, before anybody needs an id, and leaves at the end. In between a thread of its own
 * renews the lease: it must not wait for anyone's timer or pool, nor for what another thread does
 * about nodes that are gone.
 */
@Singleton
@Startup
@DependsOn("Migrator")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeRegistration {

  private static final Logger LOG = Logger.getLogger(NodeRegistration.class.getName());
  private static final long RENEWAL_SECONDS = 2;
  private static final int LOOKS_PER_SEARCH_FOR_ORPHANS = 5;

  @Inject Membership membership;
  @Inject Database database;
  @Inject Settings settings;
  @Inject Event<ClaimsFreed> claimsFreed;

  @Resource
  @SuppressWarnings("NullAway") // set by the container
  ManagedThreadFactory threads;

  private String name = "";
  private ScheduledExecutorService heartbeat;
  private ScheduledExecutorService watch;
  private int looks;

  @PostConstruct
  void join() {
    name = settings.text("herald.node-name");
    try {
      membership.join(name, database == Database.H2);
    } catch (SQLException e) {
      throw new IllegalStateException("this node cannot register in the database", e);
    }
    heartbeat = everyBeat(this::renew);
    watch = everyBeat(this::expireOthers);
  }

  private ScheduledExecutorService everyBeat(Runnable task) {
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(threads);
    var unused =
        executor.scheduleWithFixedDelay(task, RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS);
    return executor;
  }

  private void renew() {
    try {
      membership.renew(name);
    } catch (SQLException | RuntimeException e) {
      // the next beat tries again; claims lapse meanwhile
      LOG.log(Level.WARNING, "the lease of this node could not be renewed: {0}", e.toString());
    }
  }

  private void expireOthers() {
    try {
      int freed = membership.expireOthers(++looks % LOOKS_PER_SEARCH_FOR_ORPHANS == 0);
      if (freed > 0) {
        claimsFreed.fire(new ClaimsFreed(freed));
      }
    } catch (Exception e) { // the next look comes
      LOG.log(Level.WARNING, "other nodes could not be looked after: {0}", e.toString());
    }
  }

  /** Says to the other nodes that this one is gone, once. Nothing may be claimed any more. */
  @PreDestroy
  public void leave() {
    heartbeat.shutdown(); // no interrupt: it would close the file of an embedded database
    watch.shutdown();
    try {
      membership.leave();
    } catch (SQLException | RuntimeException e) { // the others will notice
      LOG.log(Level.WARNING, "this node could not say that it leaves: {0}", e.toString());
    }
  }
}
