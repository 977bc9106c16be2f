package io.herald.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.herald.settings.InvalidSetting;
import io.herald.testing.MapConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

  private final ClientAddress addresses = trusting("10.0.0.0/8, 2001:db8::/32");

  @ParameterizedTest(name = "{0} says {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "203.0.113.7 | -                                | 203.0.113.7",
        "203.0.113.7 | 198.51.100.1                     | 203.0.113.7", // anybody can say so
        "10.0.0.1    | -                                | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1                     | 198.51.100.1",
        "10.0.0.1    | 1.1.1.1, 198.51.100.1            | 198.51.100.1", // the first one was sent
        // by the client
        "10.0.0.1    | 1.1.1.1, 198.51.100.1, 10.9.9.9  | 198.51.100.1",
        "10.0.0.1    | 10.0.0.3, 10.0.0.2               | 10.0.0.3",
        "10.0.0.1    | example.com                      | 10.0.0.1",
        "10.0.0.1    | 999.1.1.1                        | 10.0.0.1",
        "10.0.0.1    | 198.51.100.1, unknown            | 10.0.0.1",
        "10.0.0.1    | '1.1.1.1\r\nX: y'              | 10.0.0.1",
        "2001:db8::1 | 2001:4860::8888                  | 2001:4860:0:0:0:0:0:8888"
      })
  void believesTrustedProxiesAlone(String peer, @Nullable String forwarded, String address) {
    assertThat(addresses.of(request(peer, forwarded, false, null))).isEqualTo(address);
  }

  @ParameterizedTest(name = "{0}, TLS {1}, proto {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "203.0.113.7, true,  -,     true",
        "203.0.113.7, false, -,     false",
        "203.0.113.7, false, https, false",
        "10.0.0.1,    false, https, true",
        "10.0.0.1,    false, http,  false",
        "10.0.0.1,    false, -,     false"
      })
  void knowsWhetherTheClientSpeaksTls(
      String peer, boolean tls, @Nullable String proto, boolean secure) {
    assertThat(addresses.overHttps(request(peer, null, tls, proto))).isEqualTo(secure);
  }

  @Test
  void aNameIsNoProxy() {
    assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> trusting("proxy.internal"));
  }

  private static ClientAddress trusting(String proxies) {
    return new ClientAddress(MapConfig.settings(Map.of("herald.trusted-proxies", proxies)));
  }

  private static HttpServletRequest request(
      String peer, @Nullable String forwarded, boolean tls, @Nullable String proto) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "isSecure" -> tls;
                  case "getHeader" -> proto;
                  case "getHeaders" ->
                      Collections.enumeration(forwarded == null ? List.of() : List.of(forwarded));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
