package io.herald.webhooks;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much durations may be together. */
@Constraint(validatedBy = TotalAtMost.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@interface TotalAtMost {

  String value();

  String message() default "must be {value} in all, at most";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Null is valid. */
  final class Check implements ConstraintValidator<TotalAtMost, List<Duration>> {

    private Duration most = Duration.ZERO;

    @Override
    public void initialize(TotalAtMost constraint) {
      most = Duration.parse(constraint.value());
    }

    @Override
    public boolean isValid(@Nullable List<Duration> value, ConstraintValidatorContext context) {
      if (value == null) {
        return true;
      }
      Duration total = Duration.ZERO;
      for (Duration each : value) {
        if (each.compareTo(most) > 0) {
          return false; // before a sum of such overflows
        }
        total = total.plus(each);
      }
      return total.compareTo(most) <= 0;
    }
  }
}
