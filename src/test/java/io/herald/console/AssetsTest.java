package io.herald.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssetsTest {

  private final Assets assets = new Assets();

  @Test
  void everyFileThatThePagesLeadToIsThere() {
    assertThat(assets.find("app.js")).isPresent();
    assertThat(assets.find("style/tokens.css")).isPresent();
    assertThat(assets.find("pages/delivery.js"))
        .as("imported when somebody goes there")
        .isPresent();
    assertThat(assets.find("webjars/lit-html/lit-html.js")).as("of a library").isPresent();
    assertThat(assets.find("webjars/lit-html/directive.js")).as("imported by one").isPresent();
  }

  @Test
  void nothingElseIs() {
    assertThat(assets.find("index.html")).isEmpty();
    assertThat(assets.find("../Assets.class")).isEmpty();
    assertThat(assets.find("webjars/lit-html/polyfill-support.js")).isEmpty();
  }

  @Test
  void theFirstPageHasNothingInline() {
    assertThat(assets.index())
        .doesNotContain("<style")
        .doesNotContain("style=")
        .doesNotContain("onload");
    assertThat(assets.index().split("<script", -1)).hasSize(2);
    assertThat(assets.index())
        .contains("<script type=\"module\" src=\"{{assets}}app.js\"></script>");
  }

  @Test
  void theFingerprintIsThatOfTheContents() {
    assertThat(new Assets().fingerprint()).isEqualTo(assets.fingerprint()).hasSize(16);
  }

  @Test
  void aFileIsSmallerOnTheWire() {
    Asset css = assets.find("style/components.css").orElseThrow();

    assertThat(css.gzip()).hasSizeLessThan(css.plain().length / 2);
    assertThat(new String(css.plain(), UTF_8)).contains(".button");
  }
}
