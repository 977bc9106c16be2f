package io.herald.security;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.herald");

  @Test
  void everyCallSaysWhoMayMakeIt() {
    List<JavaMethod> calls =
        CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
            .map(JavaClass::getMethods)
            .flatMap(Collection::stream)
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .toList();

    assertThat(calls).isNotEmpty();
    assertThat(calls)
        .filteredOn(
            call ->
                !call.isAnnotatedWith(AllowedTo.class)
                    && !call.isAnnotatedWith(PermitAll.class)
                    && !call.getOwner().isAnnotatedWith(AllowedTo.class))
        .isEmpty();
  }

  /** A portal link is for webhooks: who adds a call below {@code /v1/webhooks} opens it to them. */
  @Test
  void aPortalLinkMayDoWhatAnAdminMayAboutWebhooksAndNothingElse() {
    List<String> open = new ArrayList<>();
    for (JavaClass resource : CLASSES) {
      if (!resource.isAnnotatedWith(Path.class) || resource.isInterface()) {
        continue;
      }
      String path = resource.getAnnotationOfType(Path.class).value();
      boolean aboutWebhooks = path.matches("/?webhooks(/.*)?");
      for (JavaMethod call : resource.getMethods()) {
        if (!call.isMetaAnnotatedWith(HttpMethod.class) || call.isAnnotatedWith(PermitAll.class)) {
          continue;
        }
        List<Role> allowed = allowed(call);
        if (aboutWebhooks) {
          assertThat(allowed.contains(Role.PORTAL))
              .as("%s: PORTAL as ADMIN, in @AllowedTo", call.getFullName())
              .isEqualTo(allowed.contains(Role.ADMIN));
        } else if (allowed.contains(Role.PORTAL)) {
          open.add((call.isAnnotatedWith(GET.class) ? "GET " : "") + path);
        }
      }
    }
    assertThat(open).contains("GET me").isSubsetOf("GET me", "GET event-types");
  }

  private static List<Role> allowed(JavaMethod call) {
    return List.of(
        (call.isAnnotatedWith(AllowedTo.class)
                ? call.getAnnotationOfType(AllowedTo.class)
                : call.getOwner().getAnnotationOfType(AllowedTo.class))
            .value());
  }

  /**
   * {@code POST /v1/events} is what producers do all day, and changes nothing of an admin's; tests
   * of filters and transformations change nothing at all.
   */
  @Test
  void everyCallThatChangesSomethingIsInTheAuditLog() {
    List<JavaMethod> unaudited =
        CLASSES.stream()
            .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
            .map(JavaClass::getMethods)
            .flatMap(Collection::stream)
            .filter(call -> call.isMetaAnnotatedWith(HttpMethod.class))
            .filter(call -> !call.isAnnotatedWith(GET.class))
            .filter(call -> !call.isAnnotatedWith(Audited.class))
            .filter(call -> !call.getOwner().isAnnotatedWith(Audited.class))
            .toList();

    assertThat(unaudited)
        .as("put @Audited on the resource")
        .extracting(call -> call.getOwner().getSimpleName())
        .containsOnly("EventsResource", "FilterTestsResource", "TransformationTestsResource");
  }

  @Test
  void nobodyUsesTheServersRoles() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(RolesAllowed.class)
        .because("only AllowedTo is enforced, and Payara would challenge by its own realm")
        .check(CLASSES);
  }
}
