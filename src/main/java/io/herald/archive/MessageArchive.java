package io.herald.archive;

import io.herald.messages.MessageId;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What was announced about an organization and everything below it. The root's own reach is
 * everything, what has gone included.
 */
@ApplicationScoped
@Transactional
class MessageArchive {

  /** Up to here one look into the index for each organization; above, one walk past all. */
  private static final int FEW_ORGANIZATIONS = 50;

  /** Rows at a time, and how many times, where some are looked at in vain. */
  private static final int WINDOW = 1000;

  private static final int WINDOWS = 5;

  /** As databases sort them: without a sign. */
  private static final Comparator<MessageView> BY_ID =
      Comparator.comparing(
          message -> message.id().value(),
          Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
              .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned));

  private final MessageRows rows;
  private final OrganizationTree tree;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  MessageArchive() { // for the CDI proxy
    this.rows = null;
    this.tree = null;
  }

  @Inject
  MessageArchive(MessageRows rows, OrganizationTree tree) {
    this.rows = rows;
    this.tree = tree;
  }

  /** What {@code reach} sees of it, from the cursor on. */
  MessageList list(OrganizationId reach, MessageFilter.Criteria wanted) {
    Source source = source(reach, wanted.organization());
    Predicate<MessageView> matches =
        source.filter.and(
            message ->
                wanted.eventType().isEmpty()
                    || message.eventType().equals(wanted.eventType().get().name()));
    boolean picky = wanted.eventType().isPresent() || source.organizations.isEmpty();
    int window =
        picky
            ? Math.max(100, WINDOW / Math.max(1, source.organizations.size()))
            : wanted.limit() + 1;
    MessageRows.Range range = range(wanted);
    List<MessageView> found = new ArrayList<>();
    Optional<MessageId> last = wanted.cursor();
    for (int i = 0; i < WINDOWS; i++) {
      List<MessageView> seen = source.read(range, window);
      for (MessageView message : seen) {
        if (found.size() == wanted.limit()) {
          return new MessageList(found, last.orElse(null), true);
        }
        last = Optional.of(message.id());
        if (matches.test(message)) {
          found.add(message);
        }
      }
      if (seen.size() < window) {
        return new MessageList(found, last.orElse(null), false);
      }
      range = behind(range, seen.get(seen.size() - 1).id());
    }
    return new MessageList(found, last.orElse(null), true);
  }

  /** The message, where {@code reach} sees it, with the deliveries that it sees. */
  Optional<WholeMessage> find(OrganizationId reach, MessageId id) {
    return rows.find(id)
        .filter(message -> sees(reach, message.organizationId()))
        .map(
            message ->
                new WholeMessage(
                    message.id(),
                    message.organizationId(),
                    message.eventType(),
                    message.recordedAt(),
                    message.erasedAt(),
                    message.body(),
                    rows.deliveries(id).stream()
                        .filter(owned -> sees(reach, owned.owner()))
                        .map(MessageRows.OwnedDelivery::delivery)
                        .toList()));
  }

  private boolean sees(OrganizationId reach, OrganizationId about) {
    return reach.equals(tree.root()) || tree.reaches(reach, about);
  }

  private Source source(OrganizationId reach, Optional<OrganizationId> named) {
    if (named.isPresent()) {
      return new Source(List.of(named.get()), message -> true);
    }
    if (reach.equals(tree.root())) {
      return new Source(List.of(), message -> true);
    }
    List<OrganizationId> subtree = rows.subtree(reach);
    if (subtree.size() <= FEW_ORGANIZATIONS) {
      return new Source(subtree, message -> true);
    }
    Set<OrganizationId> reached = new HashSet<>(subtree);
    return new Source(List.of(), message -> reached.contains(message.organizationId()));
  }

  private static MessageRows.Range range(MessageFilter.Criteria wanted) {
    UUID above = wanted.since().map(MessageArchive::firstAt).orElse(new UUID(0, 0));
    UUID below = wanted.until().map(MessageArchive::firstAt).orElse(new UUID(-1, -1));
    MessageRows.Range range = new MessageRows.Range(above, below, wanted.newestFirst());
    return wanted.cursor().map(cursor -> behind(range, cursor)).orElse(range);
  }

  private static MessageRows.Range behind(MessageRows.Range range, MessageId cursor) {
    return range.newestFirst()
        ? new MessageRows.Range(range.above(), cursor.value(), true)
        : new MessageRows.Range(cursor.value(), range.below(), false);
  }

  /** Message ids begin with the milliseconds of their recording (UUID version 7). */
  private static UUID firstAt(Instant time) {
    return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
  }

  /** Where messages are read: the indexes of some organizations, merged, or the one of all. */
  private final class Source {

    private final List<OrganizationId> organizations;
    private final Predicate<MessageView> filter;

    Source(List<OrganizationId> organizations, Predicate<MessageView> filter) {
      this.organizations = organizations;
      this.filter = filter;
    }

    List<MessageView> read(MessageRows.Range range, int limit) {
      if (organizations.isEmpty()) {
        return rows.list(range, null, limit);
      }
      return organizations.stream()
          .flatMap(organization -> rows.list(range, organization, limit).stream())
          .sorted(range.newestFirst() ? BY_ID.reversed() : BY_ID)
          .limit(limit)
          .toList();
    }
  }
}
