package io.herald.testing;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A CDI event without CDI: keeps what is fired, and tells one observer at once. */
public final class RecordedEvents<T> implements Event<T> {

  private final List<T> fired = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<? super T> observer;

  public RecordedEvents() {
    this(event -> {});
  }

  public RecordedEvents(Consumer<? super T> observer) {
    this.observer = observer;
  }

  /** What was fired so far, in order. */
  public List<T> fired() {
    synchronized (fired) {
      return List.copyOf(fired);
    }
  }

  /** Forgets what was fired so far. */
  public void clear() {
    fired.clear();
  }

  @Override
  public void fire(T event) {
    fired.add(event);
    observer.accept(event);
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event) {
    fire(event);
    return CompletableFuture.completedFuture(event);
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
    return fireAsync(event);
  }

  @Override
  public Event<T> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
