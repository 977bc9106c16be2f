package io.herald.directory;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.security.OrganizationId;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One filtered list of rows within a tenant's subtree. Starts at the tenant, so that no filter can
 * widen it.
 */
final class Listing<E> {

  private static final String REACH =
      """
      with recursive reach (id) as (
        select id from organization where id = ?1
        union all
        select child.id from organization child join reach on child.parent_id = reach.id)
      """;

  private final Class<E> type;
  private final StringBuilder from;
  private final List<Object> parameters = new ArrayList<>();

  private Listing(Class<E> type, String table, String organizationColumn, OrganizationId tenant) {
    this.type = type;
    from =
        new StringBuilder(
            " from %s where %s in (select id from reach)".formatted(table, organizationColumn));
    parameters.add(tenant.value());
  }

  static Listing<Organization> ofOrganizations(OrganizationId tenant) {
    return new Listing<>(Organization.class, "organization", "id", tenant);
  }

  static Listing<User> ofUsers(OrganizationId tenant) {
    return new Listing<>(User.class, "app_user", "organization_id", tenant);
  }

  /** Keeps the rows whose column is {@code value}; all where that is null. */
  Listing<E> where(String column, @Nullable Object value) {
    if (value != null) {
      parameters.add(value);
      from.append(" and ").append(column).append(" = ?").append(parameters.size());
    }
    return this;
  }

  /** Keeps the rows whose column is like {@code filter}, a {@link Wildcard}; all where null. */
  Listing<E> like(String column, @Nullable String filter) {
    if (filter == null || filter.indexOf('*') < 0) {
      return where(column, filter);
    }
    parameters.add(Wildcard.pattern(filter));
    from.append(" and %s like ?%d escape '!'".formatted(column, parameters.size()));
    return this;
  }

  /** The page, in the order of {@code column}. */
  Page<E> page(EntityManager em, String column, PageRequest request) {
    String count = REACH + "select count(*)" + from;
    String rows =
        "%sselect *%s order by %s, id limit %d offset %d"
            .formatted(REACH, from, column, request.size(), request.offset());
    long total = ((Number) with(em.createNativeQuery(count)).getSingleResult()).longValue();
    List<?> found = with(em.createNativeQuery(rows, type)).getResultList();
    return Page.of(found.stream().map(type::cast).toList(), total, request);
  }

  private Query with(Query query) {
    for (int i = 0; i < parameters.size(); i++) {
      query.setParameter(i + 1, parameters.get(i));
    }
    return query;
  }
}
