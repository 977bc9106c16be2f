package io.herald.delivery;

import io.herald.delivery.Settlement.AttemptRecord;
import io.herald.messages.Body;
import io.herald.messages.EventType;
import io.herald.messages.Message;
import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import io.herald.storage.ConfiguredDataSource;
import io.herald.storage.Database;
import io.herald.storage.Migrator;
import io.herald.testing.MapConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * For the benchmark: PostgreSQL alone with the statements of the product, recorded and settled as
 * fast as a few connections can, and nothing sent.
 */
public final class DatabaseCeiling {

  private static final int SETTLED_AT_ONCE = 200;
  private static final int WEBHOOKS = 20;
  private static final String HEADERS = "{\"webhook-id\":\"" + "x".repeat(480) + "\"}";

  private final DataSource dataSource;
  private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
  private final RecordStatements statements = HotStatements.of(Database.POSTGRESQL).record();
  private final AtomicLong ids = new AtomicLong(1);
  private final Body body;

  /**
   * Makes the tables.
   *
   * @param bodyLength of each message, in characters
   */
  public DatabaseCeiling(String url, int bodyLength) {
    dataSource =
        new ConfiguredDataSource(
            MapConfig.settings(Map.of("herald.db.url", url, "herald.db.user", "postgres")));
    Migrator.migrate(dataSource, Database.POSTGRESQL);
    body = new Body.Plain("{\"pad\":\"" + "x".repeat(bodyLength) + "\"}");
  }

  /** Deliveries recorded and settled per second, with so many messages in each commit. */
  public double perSecond(int connections, int messagesPerCommit, Duration duration)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      List<Callable<Long>> loops = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        loops.add(() -> loop(messagesPerCommit, start + duration.toNanos()));
      }
      long sum = 0;
      for (Future<Long> loop : executor.invokeAll(loops)) {
        sum += loop.get();
      }
      return sum / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdown();
    }
  }

  private long loop(int messagesPerCommit, long end) throws SQLException {
    long count = 0;
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      List<Settlement> settlements = new ArrayList<>();
      while (System.nanoTime() < end) {
        settlements.addAll(record(connection, messagesPerCommit));
        if (settlements.size() >= SETTLED_AT_ONCE) {
          count += statements.settle(connection, settlements).size();
          connection.commit();
          settlements.clear();
        }
      }
    }
    return count;
  }

  private List<Settlement> record(Connection connection, int count) throws SQLException {
    Instant now = Instant.now();
    List<Message> messages = new ArrayList<>();
    List<NewDelivery> deliveries = new ArrayList<>();
    List<Settlement> settlements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Message message =
          new Message(MessageId.next(now), organization, new EventType("bench.one.00"), body, now);
      long id = ids.getAndIncrement();
      NewDelivery delivery =
          new NewDelivery(id, message, 1000 + id % WEBHOOKS, organization, null, 1L);
      messages.add(message);
      deliveries.add(delivery);
      settlements.add(
          new Settlement(
              delivery.claim(1),
              DeliveryStatus.DELIVERED,
              0,
              null,
              false,
              new AttemptRecord(
                  1, now, 1, "answered", 204, HEADERS, "{\"server\":\"bench\"}", "", null)));
    }
    statements.record(connection, messages, deliveries);
    connection.commit();
    return settlements;
  }
}
