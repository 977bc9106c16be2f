package io.herald.archive;

import io.herald.json.Parameters;
import io.herald.json.Timestamp;
import io.herald.messages.EventType;
import io.herald.messages.MessageId;
import io.herald.problems.BadRequest;
import io.herald.security.OrganizationId;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which messages, and how many: query parameters {@code eventType}, {@code organizationId}, {@code
 * since} (included) and {@code until} (excluded), both about {@code recordedAt}, {@code order}
 * ({@code newest} first, the default, or {@code oldest}), {@code cursor} and {@code limit} (1 to
 * 100, default 20). A {@code @BeanParam}.
 */
public class MessageFilter {

  @QueryParam("eventType")
  private @Nullable String eventType;

  @QueryParam("organizationId")
  private @Nullable String organizationId;

  @QueryParam("since")
  private @Nullable String since;

  @QueryParam("until")
  private @Nullable String until;

  @QueryParam("order")
  private @Nullable String order;

  @QueryParam("cursor")
  private @Nullable String cursor;

  @QueryParam("limit")
  private @Nullable String limit;

  /** For JAX-RS, which fills in the parameters. */
  public MessageFilter() {}

  /**
   * The parameters, read. Empty: no restriction.
   *
   * @param organization the only one that messages are to be about
   * @param cursor the message behind which the list goes on
   */
  record Criteria(
      Optional<EventType> eventType,
      Optional<OrganizationId> organization,
      Optional<Instant> since,
      Optional<Instant> until,
      boolean newestFirst,
      Optional<MessageId> cursor,
      int limit) {}

  /**
   * Reads the parameters.
   *
   * @throws BadRequest naming one that is malformed
   */
  Criteria criteria() {
    return new Criteria(
        Optional.ofNullable(Parameters.parsed("eventType", eventType, EventType::ofName)),
        Optional.ofNullable(
            Parameters.parsed("organizationId", organizationId, OrganizationId::parse)),
        Optional.ofNullable(Parameters.parsed("since", since, Timestamp::parse)),
        Optional.ofNullable(Parameters.parsed("until", until, Timestamp::parse)),
        newestFirst(),
        Optional.ofNullable(Parameters.parsed("cursor", cursor, MessageId::parse)),
        Parameters.limit(limit));
  }

  private boolean newestFirst() {
    if (order == null || order.equals("newest")) {
      return true;
    }
    if (order.equals("oldest")) {
      return false;
    }
    throw Parameters.malformed("order", "must be newest or oldest");
  }
}
