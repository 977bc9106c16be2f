package io.herald;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description is written by hand: it must name every call that there is, and no other. */
class OpenApiTest {

  private static final Pattern PATH = Pattern.compile("^  (/v1/\\S*):$");
  private static final Pattern METHOD = Pattern.compile("^    (get|post|put|patch|delete):$");

  @Test
  void describesEveryCallAndNoOther() throws IOException {
    assertThat(described()).isEqualTo(implemented());
  }

  /** {@code GET /v1/things/{}}: what a parameter is called matters to nobody. */
  private static Set<String> described() throws IOException {
    Set<String> calls = new TreeSet<>();
    String path = "";
    try (InputStream in =
        Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/META-INF/openapi.yaml"))) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : yaml.substring(0, yaml.indexOf("\ncomponents:")).split("\n", -1)) {
        Matcher pathLine = PATH.matcher(line);
        Matcher methodLine = METHOD.matcher(line);
        if (pathLine.matches()) {
          path = pathLine.group(1);
        } else if (methodLine.matches()) {
          calls.add(call(methodLine.group(1), path));
        }
      }
    }
    return calls;
  }

  private static Set<String> implemented() {
    Set<String> calls = new TreeSet<>();
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
              calls.add(call(http.value(), "/v1/" + path(resource, method)));
            }
          }
        }
      }
    }
    return calls;
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
