package io.herald.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire contract, section 1, under "Ids". */
class PrefixedIdTest {

  @ParameterizedTest
  @CsvSource({
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf6, user_eoswzolg3bsx0zn8otq1p8oom",
    "00000000-0000-0000-0000-000000000000, user_0000000000000000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff, user_f5lxx1zz5pnorynqglhzmsp33"
  })
  void writesAndReadsTwentyFiveDigits(UUID id, String text) {
    assertThat(PrefixedId.format("user_", id)).isEqualTo(text);
    assertThat(PrefixedId.parse("user_", text)).contains(id);
  }

  @Test
  void agreesWithArithmetic() {
    Random random = new Random(36);
    for (int i = 0; i < 1000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertThat(PrefixedId.parse("", PrefixedId.format("", id))).contains(id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user_",
        "org_eoswzolg3bsx0zn8otq1p8oom",
        "user_eoswzolg3bsx0zn8otq1p8oo",
        "user_eoswzolg3bsx0zn8otq1p8oomm",
        "user_EOSWZOLG3BSX0ZN8OTQ1P8OOM",
        "user_-oswzolg3bsx0zn8otq1p8oom",
        "user_f5lxx1zz5pnorynqglhzmsp34",
        "user_zzzzzzzzzzzzzzzzzzzzzzzzz"
      })
  void refusesWhatIsNoId(String text) {
    assertThat(PrefixedId.parse("user_", text)).isEmpty();
  }
}
