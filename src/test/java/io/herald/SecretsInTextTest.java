package io.herald;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Records end up in logs and messages: one that holds what is secret does not show it. */
class SecretsInTextTest {

  private static final String MARK = "hidden-1f6b";

  /** Names of components that hold what is secret, where they hold text or bytes. */
  private static final Pattern SECRET =
      Pattern.compile("(?i)(.*(secret|password|privatekey)|token|key|bearer|authorization|apikey)");

  /** A key that is none of these. */
  private static final Set<String> NO_SECRETS = Set.of("IdempotencyKey");

  @TestFactory
  Stream<DynamicTest> whatIsSecretIsNotShown() {
    List<Class<?>> records =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.herald")
                .stream()
                .filter(JavaClass::isRecord)
                .<Class<?>>map(JavaClass::reflect)
                .filter(SecretsInTextTest::hasSecrets)
                .filter(type -> !NO_SECRETS.contains(type.getSimpleName()))
                .toList();
    assertThat(records).hasSizeGreaterThan(5);
    return records.stream()
        .map(type -> DynamicTest.dynamicTest(type.getName(), () -> assertHides(type)));
  }

  private static boolean hasSecrets(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).anyMatch(SecretsInTextTest::isSecret);
  }

  private static boolean isSecret(RecordComponent component) {
    return component.getType() == String.class && SECRET.matcher(component.getName()).matches();
  }

  private static void assertHides(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    Object[] values =
        Arrays.stream(components)
            .map(component -> isSecret(component) ? MARK : anything(component.getType()))
            .toArray();
    try {
      assertThat(constructor.newInstance(values).toString()).doesNotContain(MARK);
    } catch (InvocationTargetException e) {
      throw new AssertionError("can't be made: " + type, e);
    }
  }

  private static @Nullable Object anything(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == double.class) {
      return 0.0;
    }
    if (type == String.class) {
      return "";
    }
    if (type == URI.class) {
      return URI.create("https://example.com/");
    }
    if (List.class.isAssignableFrom(type)) {
      return List.of();
    }
    return Map.class.isAssignableFrom(type) ? Map.of() : null;
  }
}
