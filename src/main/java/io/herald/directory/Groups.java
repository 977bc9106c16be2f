package io.herald.directory;

import io.herald.json.Page;
import io.herald.json.PageRequest;
import io.herald.problems.NotFound;
import io.herald.security.OrganizationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds groups and their members. Whoever changes a group's members locks the group first. */
@ApplicationScoped
public class Groups {

  private static final String NAMED =
      "select g from Group g where g.organization = :organization and g.name = :name";
  private static final String ALL =
      "select g from Group g where g.organization = :organization order by g.name";

  private static final String COUNTS =
      """
      select group_id, count(*) from membership
      where group_id in (select id from user_group where organization_id = ?1)
      group by group_id""";

  private static final String COUNT = "select count(*) from membership where group_id = ?1";

  private static final String MEMBERS =
      """
      select u.* from app_user u join membership m on m.user_id = u.id
      where m.group_id = ?1 order by u.username, u.id""";

  private static final String IS_MEMBER =
      "select count(*) from membership where group_id = ?1 and user_id = ?2";
  private static final String JOIN = "insert into membership (group_id, user_id) values (?1, ?2)";
  private static final String LEAVE = "delete from membership where group_id = ?1 and user_id = ?2";

  private final EntityManager em;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  Groups() { // for the CDI proxy
    this(null);
  }

  @Inject
  Groups(EntityManager em) {
    this.em = em;
  }

  static NotFound notFound(String name) {
    return new NotFound("There is no group \"" + name + "\" in the organization.");
  }

  Optional<Group> find(OrganizationId organization, String name) {
    return find(organization, name, LockModeType.NONE);
  }

  /** Found, and locked until the transaction ends. */
  Optional<Group> lock(OrganizationId organization, String name) {
    return find(organization, name, LockModeType.PESSIMISTIC_WRITE);
  }

  private Optional<Group> find(OrganizationId organization, String name, LockModeType lock) {
    return em.createQuery(NAMED, Group.class)
        .setParameter("organization", organization.value())
        .setParameter("name", name)
        .setLockMode(lock)
        .getResultStream()
        .findFirst();
  }

  /** All groups of the organization by name. */
  List<GroupView> list(OrganizationId organization) {
    Map<Long, Long> members = new HashMap<>();
    List<?> counts =
        em.createNativeQuery(COUNTS).setParameter(1, organization.value()).getResultList();
    for (Object row : counts) {
      Object[] columns = (Object[]) row;
      members.put(((Number) columns[0]).longValue(), ((Number) columns[1]).longValue());
    }
    return em
        .createQuery(ALL, Group.class)
        .setParameter("organization", organization.value())
        .getResultList()
        .stream()
        .map(group -> group.view(members.getOrDefault(group.id(), 0L)))
        .toList();
  }

  /** Everybody in the group, by username. */
  List<User> members(Group group) {
    List<?> found =
        em.createNativeQuery(MEMBERS, User.class).setParameter(1, group.id()).getResultList();
    return found.stream().map(User.class::cast).toList();
  }

  Page<User> members(Group group, PageRequest page) {
    Number total =
        (Number) em.createNativeQuery(COUNT).setParameter(1, group.id()).getSingleResult();
    List<?> found =
        em.createNativeQuery(
                "%s limit %d offset %d".formatted(MEMBERS, page.size(), page.offset()), User.class)
            .setParameter(1, group.id())
            .getResultList();
    return Page.of(found.stream().map(User.class::cast).toList(), total.longValue(), page);
  }

  /** Nothing happens to who is a member already. */
  void join(Group group, User user) {
    if (((Number) membership(IS_MEMBER, group, user).getSingleResult()).longValue() == 0) {
      membership(JOIN, group, user).executeUpdate();
    }
  }

  /** Whether the user was a member. */
  boolean leave(Group group, User user) {
    return membership(LEAVE, group, user).executeUpdate() == 1;
  }

  private Query membership(String sql, Group group, User user) {
    return em.createNativeQuery(sql).setParameter(1, group.id()).setParameter(2, user.id().value());
  }
}
