package io.herald.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of the test's own and certificates signed by it, made with the JDK's keytool. */
final class TestCertificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path file;
  private final KeyStore all;

  TestCertificates(Path folder) throws Exception {
    file = folder.resolve("test.p12");
    keytool("-alias", "authority", "-dname", "CN=Test Authority", "-ext", "bc:c");
    signed("good", "-ext", "san=dns:receiver.example");
    signed("expired", "-ext", "san=dns:receiver.example", "-startdate", "-9d", "-validity", "3");
    keytool("-alias", "self-signed", "-dname", "CN=x", "-ext", "san=dns:receiver.example");
    all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in, PASSWORD);
    }
  }

  private void signed(String alias, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-alias", alias, "-dname", "CN=x", "-signer", "authority"));
    arguments.addAll(Arrays.asList(options));
    keytool(arguments.toArray(String[]::new));
  }

  private void keytool(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-keystore", file.toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    command.addAll(Arrays.asList(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** A client's context that trusts the authority and nobody else. */
  SSLContext trustingTheAuthority() throws Exception {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", all.getCertificate("authority"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** The authority's certificate, as operators are given one. */
  String authorityAsPem() throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(all.getCertificate("authority").getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** A server's socket that shows that certificate. */
  ServerSocket serverSocket(String alias) throws Exception {
    KeyStore own = empty();
    Certificate[] chain = all.getCertificateChain(alias);
    own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
