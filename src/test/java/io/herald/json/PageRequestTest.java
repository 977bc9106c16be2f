package io.herald.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRequestTest {

  @Test
  void defaultsToTheFirstTwenty() {
    PageRequest request = new PageRequest();
    assertThat(request.page()).isZero();
    assertThat(request.size()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"-1,20,page", "0,0,size", "0,101,size", "2000000000,20,page"})
  void namesTheParameterThatIsOutOfBounds(int page, int size, String parameter) {
    BadRequest refusal =
        catchThrowableOfType(BadRequest.class, () -> PageRequest.of(page, size).offset());
    assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly(parameter);
  }

  @Test
  void startsWhereThePagesBeforeEnd() {
    assertThat(PageRequest.of(10_000_000, 100).offset()).isEqualTo(1_000_000_000);
  }
}
