package io.herald;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which room may import which. Calls follow the imports; news travels against them as CDI events.
 */
class RoomsTest {

  private static final List<String> LEAVES =
      List.of("problems", "settings", "ids", "net", "json", "storage");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.herald");

  static Stream<Arguments> table() {
    return Stream.of(
        room("problems"),
        room("launcher"),
        room("settings"),
        room("ids"),
        room("net"),
        room("json", "problems"),
        room("storage", "settings"),
        room("nodes", "settings", "ids", "storage"),
        room("security", "leaves", "nodes"),
        room("audit", "leaves", "security"),
        room("directory", "leaves", "security"),
        room("messages", "leaves", "security", "directory"),
        room("catalog", "leaves", "security", "messages"),
        room("client"),
        room("archive", "leaves", "security", "messages"),
        room("transport", "settings", "problems", "net"),
        room("shaping", "json", "problems"),
        room("webhooks", "leaves", "security", "directory", "messages", "transport", "shaping"),
        room(
            "delivery",
            "leaves",
            "nodes",
            "security",
            "messages",
            "catalog",
            "transport",
            "shaping",
            "webhooks"),
        room("replays", "leaves", "security", "webhooks", "delivery"),
        room("verification", "leaves", "security", "transport", "webhooks", "delivery"),
        room("statistics", "leaves", "security", "webhooks", "delivery"),
        room("notices", "leaves", "security", "messages", "webhooks", "delivery", "replays"));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @MethodSource("table")
  void importsOnlyWhatTheTableNames(String room, List<String> mayImport) {
    noClasses()
        .that()
        .resideInAPackage("io.herald." + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.herald..")
                .and(describe("of another room", type -> !mayImport.contains(roomOf(type))))
                .and(describe("than its own", type -> !roomOf(type).equals(room))))
        .allowEmptyShould(true) // a room that is not built yet
        .check(CLASSES);
  }

  @Test
  void knowsEveryRoom() {
    List<String> known =
        Stream.concat(
                table().map(row -> (String) row.get()[0]), Stream.of("", "operations", "console"))
            .toList();

    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.herald..")
                .and(describe("of an unknown room", type -> !known.contains(roomOf(type)))))
        .check(CLASSES);
  }

  @Test
  void hasNoCycles() {
    slices().matching("io.herald.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void messagesAndWebhooksKnowOfTheDirectoryItsFactsAlone() {
    noClasses()
        .that(resideInAnyPackage("io.herald.messages..", "io.herald.webhooks.."))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.herald.directory..")
                .and(describe("are no facts", type -> !type.isRecord() && !type.isInterface())))
        .check(CLASSES);
  }

  /** How {@link HeraldApplication} finds them. */
  @Test
  void resourcesAndProvidersAreBeans() {
    classes()
        .that()
        .areNotInterfaces() // those are for clients
        .and(annotatedWith(Path.class).or(annotatedWith(Provider.class)))
        .should()
        .beAnnotatedWith(RequestScoped.class)
        .orShould()
        .beAnnotatedWith(ApplicationScoped.class)
        .orShould()
        .beAnnotatedWith(Dependent.class)
        .check(CLASSES);
  }

  /** A proxy's class has neither {@code @Produces} nor {@code @Consumes}: JSON-B would win. */
  @Test
  void readersAndWritersAreNotProxied() {
    classes()
        .that()
        .areAssignableTo(MessageBodyReader.class)
        .or()
        .areAssignableTo(MessageBodyWriter.class)
        .should()
        .beAnnotatedWith(Dependent.class)
        .check(CLASSES);
  }

  private static Arguments room(String name, String... mayImport) {
    List<String> rooms =
        Arrays.stream(mayImport)
            .flatMap(other -> other.equals("leaves") ? LEAVES.stream() : Stream.of(other))
            .collect(Collectors.toList());
    return Arguments.of(name, rooms);
  }

  private static String roomOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 2 ? parts[2] : "";
  }
}
