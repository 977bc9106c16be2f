package io.herald;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.herald.security.AllowedTo;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The description is written by hand: it must name every call that there is, and no other, and who
 * may make it.
 */
class OpenApiTest {

  private static final Pattern PATH = Pattern.compile("^  (/v1/\\S*):$");
  private static final Pattern ROLES = Pattern.compile("Roles? - ([a-z, ]+)\\.");
  private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):$");

  @Test
  void describesEveryCallAndNoOtherWithTheRolesThatMayMakeIt() throws IOException {
    assertThat(described()).containsExactlyInAnyOrderEntriesOf(implemented());
  }

  /** The roles by {@code GET /v1/things/{}}: what a parameter is called matters to nobody. */
  private static Map<String, Set<String>> described() throws IOException {
    Map<String, Set<String>> calls = new TreeMap<>();
    String path = "";
    Set<String> roles = Set.of();
    try (InputStream in =
        Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : yaml.substring(0, yaml.indexOf("\ncomponents:")).split("\n", -1)) {
        Matcher pathLine = PATH.matcher(line);
        Matcher methodLine = METHOD.matcher(line);
        if (pathLine.matches()) {
          path = pathLine.group(1);
        } else if (methodLine.matches()) {
          roles = new TreeSet<>();
          calls.put(call(methodLine.group(1), path), roles);
        }
        ROLES
            .matcher(line)
            .results()
            .map(found -> List.of(found.group(1).split(", ")))
            .forEach(roles::addAll);
      }
    }
    return calls;
  }

  private static Map<String, Set<String>> implemented() {
    Map<String, Set<String>> calls = new TreeMap<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.herald")) {
      if (each.isAnnotatedWith(Path.class) && !each.isInterface()) { // those are for clients
        Class<?> resource = each.reflect();
        for (Method method : resource.getDeclaredMethods()) {
          for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
              calls.put(
                  call(http.value(), "/v1/" + path(resource, method)), roles(resource, method));
            }
          }
        }
      }
    }
    return calls;
  }

  private static Set<String> roles(Class<?> resource, Method method) {
    AllowedTo own = method.getAnnotation(AllowedTo.class);
    AllowedTo allowed = own == null ? resource.getAnnotation(AllowedTo.class) : own;
    return allowed == null
        ? Set.of()
        : Arrays.stream(allowed.value())
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String path(Class<?> resource, Method method) {
    String root = resource.getAnnotation(Path.class).value();
    Path own = method.getAnnotation(Path.class);
    return own == null ? root : root + "/" + own.value();
  }

  private static String call(String method, String path) {
    return method.toUpperCase(Locale.ROOT)
        + " "
        + path.replaceAll("\\{[^}]*}", "{}").replaceAll("//+", "/").replaceAll("/$", "");
  }
}
