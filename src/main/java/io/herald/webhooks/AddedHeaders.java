package io.herald.webhooks;

import io.herald.transport.HeaderName;
import io.herald.transport.RequestHeaders;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers that a webhook's owner may add to its requests. A value may be null: it removes. */
@Constraint(validatedBy = AddedHeaders.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@interface AddedHeaders {

  /** How many, at most. */
  int MOST = 20;

  /** Characters of a value, at most. */
  int LONGEST_VALUE = 4096;

  String message() default "must be at most 20 headers";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Names each entry at fault. */
  final class Check implements ConstraintValidator<AddedHeaders, Map<String, @Nullable String>> {

    @Override
    public boolean isValid(
        @Nullable Map<String, @Nullable String> headers, ConstraintValidatorContext context) {
      if (headers == null) {
        return true;
      }
      boolean valid = true;
      Set<String> names = new HashSet<>();
      for (Map.Entry<String, @Nullable String> header : headers.entrySet()) {
        String name = header.getKey();
        String problem =
            names.add(name.toLowerCase(Locale.ROOT))
                ? problem(name, header.getValue())
                : "is there twice: upper and lower case are the same";
        if (problem != null) {
          valid = false;
          context
              .buildConstraintViolationWithTemplate(problem)
              .addBeanNode()
              .inIterable()
              .atKey(name)
              .addConstraintViolation();
        }
      }
      if (!valid) {
        context.disableDefaultConstraintViolation();
      }
      return valid && headers.values().stream().filter(value -> value != null).count() <= MOST;
    }

    private static @Nullable String problem(String name, @Nullable String value) {
      if (name.length() > HeaderName.LONGEST) {
        return "must be a name of at most 128 characters";
      }
      if (value != null && value.length() > LONGEST_VALUE) {
        return "must have at most 4096 characters";
      }
      try {
        RequestHeaders.checkAdded(name);
      } catch (IllegalArgumentException e) {
        return "can't be set";
      }
      try {
        RequestHeaders.check(name, value == null ? "" : value);
      } catch (IllegalArgumentException e) {
        return "must be visible ASCII characters and spaces";
      }
      return null;
    }
  }
}
