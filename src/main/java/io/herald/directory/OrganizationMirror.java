package io.herald.directory;

import io.herald.security.CatalogRevision;
import io.herald.security.OrganizationId;
import io.herald.security.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the directory is somebody else's: keeps our organizations as the events tell them, before
 * the events' messages look for webhooks. Forgiving, since what it refused would break the
 * producer's own transaction: who is unknown is created below the root, a name that is taken gets
 * its id behind it.
 */
@ApplicationScoped
class OrganizationMirror {

  private static final int LONGEST_NAME = 200;
  private static final String NAMED =
      "select count(o) from Organization o where o.name = :name and o.id <> :id";

  private final EntityManager em;
  private final OrganizationTree tree;
  private final Organizations organizations;
  private final Departure departure;
  private final CatalogRevision catalog;
  private final DirectorySwitch directory;
  private final Event<OrganizationRenamed> renamed;

  @SuppressWarnings("NullAway") // the proxy never uses its fields
  OrganizationMirror() { // for the CDI proxy
    this(null, null, null, null, null, null, null);
  }

  @Inject
  OrganizationMirror(
      EntityManager em,
      OrganizationTree tree,
      Organizations organizations,
      Departure departure,
      CatalogRevision catalog,
      DirectorySwitch directory,
      Event<OrganizationRenamed> renamed) {
    this.em = em;
    this.tree = tree;
    this.organizations = organizations;
    this.departure = departure;
    this.catalog = catalog;
    this.directory = directory;
    this.renamed = renamed;
  }

  void on(@Observes DirectoryEventHeard heard) {
    if (directory.isOn()) {
      return;
    }
    DirectoryEvent event = heard.event();
    if (event instanceof OrganizationCreated created) {
      tree.forget(created.organization().id());
      keep(created.organization(), created.parent(), event);
    } else if (event instanceof OrganizationUpdated updated) {
      keep(updated.organization(), null, event);
    } else if (event instanceof OrganizationDeleted deleted) {
      keep(deleted.organization(), null, event); // or nobody would be told of an unknown one
      remove(deleted.organization().id());
    } else {
      keep(memberOf(event), null, event);
    }
  }

  private static OrganizationSnapshot memberOf(DirectoryEvent event) {
    if (event instanceof UserCreated e) {
      return e.user().memberOf();
    }
    if (event instanceof UserUpdated e) {
      return e.user().memberOf();
    }
    if (event instanceof UserDeleted e) {
      return e.user().memberOf();
    }
    if (event instanceof UserDisabled e) {
      return e.user().memberOf();
    }
    if (event instanceof UserEnabled e) {
      return e.user().memberOf();
    }
    if (event instanceof UserLoggedInFirst e) {
      return e.user().memberOf();
    }
    if (event instanceof UserRemovedFromGroup e) {
      return e.user().memberOf();
    }
    throw new IllegalStateException("no organization in " + event.getClass().getName());
  }

  private void keep(
      OrganizationSnapshot told, @Nullable OrganizationId parent, DirectoryEvent event) {
    Optional<Organization> known = find(told.id());
    if (known.isEmpty()) {
      catalog.next(); // takes turns with whoever hears of it at the same time
      if (find(told.id()).isEmpty()) {
        create(told, parent, event);
      }
    } else if (isPresent(event) && differs(known.get(), told)) {
      rename(known.get(), told, event);
    }
  }

  /** A deletion tells of what was. */
  private static boolean isPresent(DirectoryEvent event) {
    return !(event instanceof UserDeleted) && !(event instanceof OrganizationDeleted);
  }

  private void create(
      OrganizationSnapshot told, @Nullable OrganizationId parent, DirectoryEvent event) {
    OrganizationId above =
        Optional.ofNullable(parent).filter(id -> find(id).isPresent()).orElseGet(tree::root);
    em.persist(new Organization(told.id(), above, free(told), null, event.at()));
    em.flush();
  }

  private static boolean differs(Organization known, OrganizationSnapshot told) {
    return !known.name().equals(cut(told.name(), LONGEST_NAME))
        && !known.name().equals(withId(told));
  }

  private void rename(Organization known, OrganizationSnapshot told, DirectoryEvent event) {
    known.rename(free(told), event.at());
    em.flush();
    renamed.fire(new OrganizationRenamed(known.id()));
  }

  private void remove(OrganizationId id) {
    Optional<Organization> known = find(id).filter(found -> found.parent().isPresent());
    if (known.isPresent()) {
      List<Organization> subtree = organizations.lockSubtree(known.get());
      subtree.forEach(organization -> departure.remove(organization.id()));
      catalog.next();
    }
  }

  private Optional<Organization> find(OrganizationId id) {
    return Optional.ofNullable(em.find(Organization.class, id.value()));
  }

  private String free(OrganizationSnapshot told) {
    String name = cut(told.name(), LONGEST_NAME);
    long others =
        em.createQuery(NAMED, Long.class)
            .setParameter("name", name)
            .setParameter("id", told.id().value())
            .getSingleResult();
    return others == 0 ? name : withId(told);
  }

  private static String withId(OrganizationSnapshot told) {
    String suffix = " (" + told.id() + ")";
    return cut(told.name(), LONGEST_NAME - suffix.length()) + suffix;
  }

  private static String cut(String name, int length) {
    return name.length() > length ? name.substring(0, length) : name;
  }
}
