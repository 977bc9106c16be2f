package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {

  private final AddressGuard strict = new AddressGuard(false, List.of());

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://example.com,                         https://example.com",
    "https://example.com/,                        https://example.com/",
    "HTTPS://Example.COM/Hook,                    https://example.com/Hook",
    "https://example.com:8443/hook?a=b&c=%20,     https://example.com:8443/hook?a=b&c=%20",
    "https://example.com:443/,                    https://example.com/",
    "https://example.com?token=x,                 https://example.com?token=x",
    "https://a-b.c1.example.co.uk/x/../y,         https://a-b.c1.example.co.uk/x/../y",
    "https://bücher.example/straße,               https://xn--bcher-kva.example/stra%C3%9Fe",
    "https://例え.テスト/,                          https://xn--r8jz45g.xn--zckzah/",
    "https://ｅｘａｍｐｌｅ.com/,                    https://example.com/",
    "https://example。com/,                        https://example.com/",
    "https://8.8.8.8/,                            https://8.8.8.8/",
    "https://８.８.８.８/,                          https://8.8.8.8/",
    "'https://[2606:4700::1111]/',                'https://[2606:4700:0:0:0:0:0:1111]/'",
    "'https://[2606:4700:0:0:0:0:0:1111]:8443/',  'https://[2606:4700:0:0:0:0:0:1111]:8443/'",
    "https://xn--bcher-kva.example/,              https://xn--bcher-kva.example/",
    "https://1e100.example/,                      https://1e100.example/",
    "https://example.com/a@b:c,                   https://example.com/a@b:c",
    "https://example.com//double,                 https://example.com//double",
  })
  void acceptsAndNormalizes(String text, String expected) {
    assertThat(strict.accept(text)).hasToString(expected);
    assertThat(CallbackUrl.parse(expected)).as("stable").hasToString(expected);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                 | absolute",
        "example.com/hook                   | absolute",
        "/hook                              | absolute",
        "//example.com/hook                 | absolute",
        "https:/example.com                 | absolute",
        "https:example.com                  | absolute",
        "mailto:a@example.com               | absolute",
        "http://example.com/                | https://",
        "ftp://example.com/                 | https://",
        "file:///etc/passwd                 | https://",
        "gopher://example.com/              | https://",
        "jar:https://example.com/!/         | absolute",
        "javascript://example.com/          | https://",
        "https://                           | name a host",
        "https:///hook                      | name a host",
        "https://:443/                      | name a host",
        "https://?a=b                       | name a host",
        "https://user@example.com/          | user name",
        "https://user:secret@example.com/   | user name",
        "https://example.com@127.0.0.1/     | user name",
        "https://example.com/#top           | fragment",
        "https://example.com#@evil.example/ | fragment",
        "https://example.com:0/             | port",
        "https://example.com:65536/         | port",
        "https://example.com:99999999999/   | port",
        "https://example.com:-1/            | port",
        "https://example.com:/              | port",
        "https://example.com:80a/           | port",
        "https://example.com:80:80/         | port",
        "https://example.com\\@evil.example | back slash",
        "https://example.com./              | full stop",
        "https://127.0.0.1./                | full stop",
        "https://a..example.com/            | not a valid name",
        "https://.example.com/              | not a valid name",
        "https://-a.example.com/            | not a valid name",
        "https://a_b.example.com/           | not a valid name",
        "https://ex%61mple.com/             | not a valid name",
        "https://127.0.0.1%00.example.com/  | not a valid name",
        "https://exa$mple.com/              | not a valid name",
        "https://127.1/                     | four decimal numbers",
        "https://127.0.1/                   | four decimal numbers",
        "https://2130706433/                | four decimal numbers",
        "https://017700000001/              | four decimal numbers",
        "https://0177.0.0.1/                | four decimal numbers",
        "https://0x7f.0.0.1/                | four decimal numbers",
        "https://0x7f000001/                | four decimal numbers",
        "https://0x7F.1/                    | four decimal numbers",
        "https://8.8.8.08/                  | four decimal numbers",
        "https://1.2.3.4.5/                 | four decimal numbers",
        "https://example.1/                 | four decimal numbers",
        "https://8.8.8.256/                 | 0 to 255",
        "https://[fe80::1%25eth0]/          | zone",
        "https://[2606:4700::1%1]/          | zone",
        "https://[::g]/                     | IPv6 address",
        "https://[1:2:3]/                   | IPv6 address",
        "https://[]/                        | IPv6 address",
        "https://[8.8.8.8]/                 | IPv6 address",
        "https://[2606:4700::1111/          | not valid",
        "https://2606:4700::1111/           | port",
        "https://example.com/a b            | spaces",
        "https://example.com/a{b}           | Percent-encode",
        "https://example.com/%zz            | Percent-encode",
        "https://example.com/a\"b           | Percent-encode",
        "https://127.0.0.1/                 | not public",
        "https://１２７.０.０.１/              | not public",
        "https://10.0.0.1/                  | not public",
        "https://169.254.169.254/latest     | not public",
        "https://[::1]/                     | not public",
        "https://[::ffff:127.0.0.1]/        | not public",
        "https://[::ffff:7f00:1]/           | not public",
        "https://[64:ff9b::7f00:1]/         | not public",
        "https://[fd00:ec2::254]/           | not public",
        "https://localhost/                 | not public",
        "https://LOCALHOST/                 | not public",
        "https://ⓛocalhost/                 | not public",
        "https://a.localhost/               | not public",
      })
  void refusesWithASentence(String text, String word) {
    assertThatThrownBy(() -> strict.accept(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word)
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/\r\nX-Injected: yes",
        "https://example.com/\n",
        "\thttps://example.com/",
        "https://exam\0ple.com/",
        "https://example.com/\u007f",
        "https://example.com/\u0085",
        "https://example.com/\u00a0",
        "https://example.com/\u2028",
        "https://exam\u200bple.com/",
        "https://example.com/\u202etxt",
        "https://example.com/\ufeff",
        "https://example.com/\ud800",
      })
  void refusesInvisibleCharacters(String text) {
    assertThatThrownBy(() -> strict.accept(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("invisible characters");
  }

  @Test
  void refusesMoreThan2048Characters() {
    String longest = "https://example.com/" + "a".repeat(2028);

    assertThat(strict.accept(longest)).hasToString(longest);
    assertThatThrownBy(() -> strict.accept(longest + "a")).hasMessageContaining("2048");
    assertThatThrownBy(() -> strict.accept("https://example.com/" + "ü".repeat(500)))
        .hasMessageContaining("2048 characters, percent-encoded");
  }

  @Test
  void refusesTooLongNames() {
    assertThatThrownBy(() -> strict.accept("https://" + "a".repeat(64) + ".example/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> strict.accept("https://" + "a.".repeat(130) + "example/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsMakeExceptions() {
    AddressGuard loose = new AddressGuard(true, List.of("127.0.0.0/8", " ::1 "));

    assertThat(loose.accept("http://127.0.0.1:8080/hook"))
        .hasToString("http://127.0.0.1:8080/hook");
    assertThat(loose.accept("http://localhost:80/")).hasToString("http://localhost/");
    assertThat(loose.accept("http://[::1]:9/")).hasToString("http://[0:0:0:0:0:0:0:1]:9/");
    assertThat(loose.accept("http://[::ffff:127.0.0.1]/")).hasToString("http://127.0.0.1/");
    assertThatThrownBy(() -> loose.accept("http://10.0.0.1/")).hasMessageContaining("not public");
  }
}
