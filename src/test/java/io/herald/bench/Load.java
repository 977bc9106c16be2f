package io.herald.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Clients on kept connections, all on one thread. */
final class Load implements AutoCloseable {

  private static final int LARGEST_REQUEST = 256 * 1024;
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Selector selector = Selector.open();
  private final List<Client> clients = new ArrayList<>();
  private final ArrayDeque<Client> idle = new ArrayDeque<>();
  private final Template template;
  private Histogram micros = new Histogram(3_600_000_000L, 3);
  private List<Long> accepted = new ArrayList<>();
  private long refused;
  private int lost;

  /**
   * What came of it.
   *
   * @param acceptedAt when those requests were due that were answered with 2xx
   * @param refused requests answered otherwise
   * @param lost connections that ended, with a request that was not answered
   * @param startedAt as of {@link System#nanoTime()}
   * @param seconds until the last answer
   * @param answered from when a request was due until it was answered
   */
  record Result(
      List<Long> acceptedAt,
      long refused,
      int lost,
      long startedAt,
      double seconds,
      Latencies answered) {

    long accepted() {
      return acceptedAt.size();
    }
  }

  Load(URI address, int connections, Template template) throws IOException {
    this.template = template;
    for (int i = 0; i < connections; i++) {
      clients.add(new Client(address, selector, LARGEST_REQUEST));
    }
    idle.addAll(clients);
  }

  /** Each connection sends again as soon as it has its answer. */
  Result saturate(Duration duration) throws IOException {
    long start = begin();
    long end = start + duration.toNanos();
    while (System.nanoTime() < end && lost < clients.size()) {
      while (!idle.isEmpty()) {
        long now = System.nanoTime();
        send(idle.remove(), now);
      }
      selector.select(this::ready, 100);
    }
    return finish(start);
  }

  /** Sends at this pace whatever the server does; what is late counts from when it was due. */
  Result steady(double perSecond, Duration duration) throws IOException {
    long start = begin();
    long end = start + duration.toNanos();
    double interval = 1e9 / perSecond;
    Queue<Long> due = new ArrayDeque<>();
    long sent = 0;
    long next = start;
    while (next < end && lost < clients.size()) {
      long now = System.nanoTime();
      while (next <= now && next < end) {
        due.add(next);
        next = start + (long) (++sent * interval);
      }
      while (!idle.isEmpty() && !due.isEmpty()) {
        send(idle.remove(), due.remove());
      }
      waitUntil(next);
    }
    return finish(start);
  }

  private void send(Client client, long due) {
    try {
      client.send(template.next(due), due);
    } catch (IOException e) {
      lose(client);
    }
  }

  /** The server went away: what it was asked last is neither accepted nor refused. */
  private void lose(Client client) {
    lost++;
    try {
      client.close();
    } catch (IOException e) {
      // it is closed
    }
  }

  /** The selector counts in milliseconds: the last one is slept. */
  private void waitUntil(long next) throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime());
    if (millis > 0) {
      selector.select(this::ready, millis);
    } else {
      selector.selectNow(this::ready);
      LockSupport.parkNanos(Math.min(200_000, next - System.nanoTime()));
    }
  }

  private long begin() {
    micros = new Histogram(3_600_000_000L, 3);
    accepted = new ArrayList<>();
    refused = 0;
    return System.nanoTime();
  }

  private Result finish(long start) throws IOException {
    long patience = System.nanoTime() + GRACE_NANOS;
    while (idle.size() + lost < clients.size()) {
      if (System.nanoTime() > patience) {
        throw new IOException(
            "%d requests without an answer".formatted(clients.size() - idle.size() - lost));
      }
      selector.select(this::ready, 100);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(accepted, refused, lost, start, seconds, Latencies.of(micros));
  }

  private void ready(SelectionKey key) {
    Client client = (Client) key.attachment();
    try {
      if (key.isWritable()) {
        client.write();
      }
      int status = key.isReadable() ? client.read() : 0;
      if (status != 0) {
        micros.recordValue(Math.max(0, (System.nanoTime() - client.dueAt()) / 1000));
        idle.add(client);
        if (status < 300) {
          accepted.add(client.dueAt());
        } else {
          refused++;
        }
      }
    } catch (IOException e) {
      lose(client);
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    selector.close();
  }
}
