package io.herald.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.settings.InvalidSetting;
import io.herald.settings.Settings;
import io.herald.testing.MapConfig;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private final AddressGuard guard = new AddressGuard(false, List.of());

  private static InetAddress address(String literal) throws Exception {
    return InetAddress.getByName(literal.indexOf(':') >= 0 ? "[" + literal + "]" : literal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "168.63.129.15",
        "168.63.129.17",
        "2606:4700::1111",
        "2a00:1450:4001::200e",
        "2001:200::1",
        "2001:4860:4860::8888",
        "3ffe::1",
      })
  void allowsPublicAddresses(String literal) throws Exception {
    assertThat(guard.allows(address(literal))).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0.0.0.0,                  this host",
    "0.255.255.255,            this network",
    "10.0.0.0,                 private",
    "10.255.255.255,           private",
    "100.64.0.0,               carrier NAT",
    "100.100.100.200,          cloud metadata in carrier NAT",
    "100.127.255.255,          carrier NAT",
    "127.0.0.1,                loopback",
    "127.255.255.254,          loopback",
    "169.254.169.254,          cloud metadata",
    "172.16.0.0,               private",
    "172.31.255.255,           private",
    "192.0.0.1,                protocol assignments",
    "192.0.2.1,                documentation",
    "192.31.196.1,             AS112",
    "192.52.193.1,             AMT",
    "192.88.99.1,              6to4 relay",
    "192.168.0.0,              private",
    "192.168.255.255,          private",
    "192.175.48.1,             AS112",
    "198.18.0.1,               benchmarks",
    "198.19.255.255,           benchmarks",
    "198.51.100.1,             documentation",
    "203.0.113.1,              documentation",
    "224.0.0.1,                multicast",
    "239.255.255.255,          multicast",
    "240.0.0.1,                reserved",
    "255.255.255.255,          broadcast",
    "168.63.129.16,            Azure",
    "::,                       unspecified",
    "::1,                      loopback",
    "::7f00:1,                 IPv4-compatible",
    "::808:808,                IPv4-compatible even of a public one",
    "::ffff:127.0.0.1,         IPv4-mapped",
    "::ffff:10.1.2.3,          IPv4-mapped",
    "::ffff:0:808:808,         IPv4-translated",
    "64:ff9b::7f00:1,          NAT64 of loopback",
    "64:ff9b::808:808,         NAT64",
    "64:ff9b:1::a00:1,         local NAT64",
    "100::1,                   discard",
    "100:0:0:1::1,             dummy",
    "2001::1,                  Teredo",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, Teredo",
    "2001:10::1,               ORCHID",
    "2001:1ff:ffff::1,         protocol assignments",
    "2001:db8::1,              documentation",
    "2002:7f00:1::1,           6to4 of loopback",
    "2002:808:808::1,          6to4",
    "2620:4f:8000::1,          AS112",
    "3fff::1,                  documentation",
    "3fff:fff::1,              documentation",
    "4000::1,                  not in 2000::/3",
    "5f00::1,                  segment routing",
    "1fff::1,                  not in 2000::/3",
    "fc00::1,                  unique local",
    "fd00:ec2::254,            cloud metadata",
    "fe80::1,                  link-local",
    "fec0::1,                  site-local",
    "ff02::1,                  multicast",
    "2606:4700::5efe:a00:1,    ISATAP of a private one",
    "2606:4700::200:5efe:7f00:1, ISATAP of loopback",
  })
  void deniesTheRest(String literal, String why) throws Exception {
    assertThat(guard.allows(address(literal))).as(why).isFalse();
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "127.0.0.1,          127.0.0.0/8,              true",
    "127.0.0.1,          127.0.0.1,                true",
    "127.0.0.2,          127.0.0.1,                false",
    "::1,                127.0.0.0/8,              false",
    "::1,                ::1/128,                  true",
    "10.1.2.3,           10.1.0.0/16,              true",
    "10.2.2.3,           10.1.0.0/16,              false",
    "10.1.2.3,           0.0.0.0/0,                true",
    "64:ff9b::808:808,   64:ff9b::/96,             true",
    "64:ff9b::a00:1,     64:ff9b::/96,             false",
    "64:ff9b::a00:1,     64:ff9b::/96;10.0.0.0/8,  true",
    "fd00::5,            fd00::/8,                 true",
    "2002:a00:1::1,      2002::/16,                false",
  })
  void exceptionsCoverWhatTheyNameAndNotWhatIsPackedInside(
      String literal, String exceptions, boolean allowed) throws Exception {
    AddressGuard loose = new AddressGuard(false, List.of(exceptions.split(";", -1)));

    assertThat(loose.allows(address(literal))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "/8", "a/8"})
  void aBadExceptionStopsTheStart(String range) {
    Settings settings = MapConfig.settings(Map.of("herald.insecure.allow-addresses", range));

    assertThatThrownBy(() -> new AddressGuard(settings))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(range);
  }
}
