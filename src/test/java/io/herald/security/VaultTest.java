package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.herald.settings.InvalidSetting;
import io.herald.testing.MapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

  private static final String OLD = SecretKeys.random();
  private static final String NEW = SecretKeys.random();

  private final Vault vault = with(OLD);

  @Test
  void opensWhatItSealed() {
    SealedText sealed = vault.seal("whsec_é", "webhook/17");

    assertThat(vault.open(sealed, "webhook/17")).isEqualTo("whsec_é");
    assertThat(sealed.ciphertext()).doesNotContain("whsec");
    assertThat(sealed.keyId()).isEqualTo(vault.currentKeyId()).hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void neverSealsTwiceAlike() {
    assertThat(vault.seal("a", "c")).isNotEqualTo(vault.seal("a", "c"));
  }

  @Test
  void doesNotOpenForAnotherRow() {
    SealedText sealed = vault.seal("a", "webhook/17");
    assertThatIllegalStateException().isThrownBy(() -> vault.open(sealed, "webhook/18"));
  }

  @Test
  void doesNotOpenWhatWasChanged() {
    SealedText sealed = vault.seal("a", "c");
    String first = sealed.ciphertext().startsWith("A") ? "B" : "A";
    SealedText changed = new SealedText(sealed.keyId(), first + sealed.ciphertext().substring(1));
    assertThatIllegalStateException().isThrownBy(() -> vault.open(changed, "c"));
  }

  @Test
  void opensWithAnOlderKeyDuringARotation() {
    SealedText sealed = vault.seal("a", "c");
    Vault rotated = with(NEW + "," + OLD);

    assertThat(rotated.open(sealed, "c")).isEqualTo("a");
    assertThat(rotated.currentKeyId()).isNotEqualTo(vault.currentKeyId());
    assertThatIllegalStateException()
        .isThrownBy(() -> with(NEW).open(sealed, "c"))
        .withMessageContaining(vault.currentKeyId());
  }

  @Test
  void tellsNoKey() {
    assertThat(SecretKeys.of(settings(Map.of(SecretKeys.SETTING, OLD))).toString())
        .doesNotContain(OLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "not base64!", "AAAA,AAAA"})
  void refusesWhatIsNoKeyWithoutShowingIt(String key) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> with(key))
        .withMessageContaining(SecretKeys.SETTING)
        .withMessageNotContaining(key);
  }

  @Test
  void postgresqlNeedsTheSetting() {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> SecretKeys.of(settings(Map.of("herald.db.url", "jdbc:postgresql://h/d"))))
        .withMessageContaining("this database needs it");
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> SecretKeys.of(settings(Map.of("herald.db.url", "jdbc:h2:tcp://h/d"))));
  }

  @Test
  void anEmbeddedDatabaseKeepsItsKeyBesideItForItsOwnerOnly(@TempDir Path folder)
      throws IOException {
    var settings = settings(Map.of("herald.db.url", "jdbc:h2:file:" + folder + "/new/herald;X=1"));

    SealedText sealed = new Vault(settings).seal("a", "c");

    assertThat(new Vault(settings).open(sealed, "c")).isEqualTo("a");
    Path file = folder.resolve("new/herald.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactly(file);
    }
  }

  private static Vault with(String keys) {
    return new Vault(settings(Map.of(SecretKeys.SETTING, keys)));
  }

  private static io.herald.settings.Settings settings(Map<String, String> values) {
    return MapConfig.settings(values);
  }
}
