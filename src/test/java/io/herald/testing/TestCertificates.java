package io.herald.testing;

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
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** An authority of the test's own and certificates signed by it, made with the JDK's keytool. */
public final class TestCertificates {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path file;
  private final KeyStore all = KeyStore.getInstance("PKCS12");

  /** Has an authority, and a server's certificate "good" for receiver.example and 127.0.0.1. */
  public TestCertificates(Path folder) throws Exception {
    file = folder.resolve("test.p12");
    keytool("EC", "-alias", "authority", "-dname", "CN=Test Authority", "-ext", "bc:c");
    sign("good", "EC", "-ext", "san=dns:receiver.example,ip:127.0.0.1");
  }

  /** One that the authority signs, with a key of that algorithm, its common name the alias. */
  public void sign(String alias, String algorithm, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-alias", alias, "-dname", "CN=" + alias, "-signer", "authority"));
    arguments.addAll(Arrays.asList(options));
    keytool(algorithm, arguments.toArray(String[]::new));
  }

  /** One that nobody else vouches for. */
  public void selfSign(String alias, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-alias", alias, "-dname", "CN=" + alias));
    arguments.addAll(Arrays.asList(options));
    keytool("EC", arguments.toArray(String[]::new));
  }

  private void keytool(String algorithm, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-J-XX:TieredStopAtLevel=1"); // half the processor's time
    command.addAll(List.of("-genkeypair", "-keyalg", algorithm, "-keystore", file.toString()));
    command.addAll(List.of("-storepass", new String(PASSWORD)));
    command.addAll(Arrays.asList(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    try (InputStream in = Files.newInputStream(file)) {
      all.load(in, PASSWORD);
    }
  }

  /** A client's word that it trusts the authority and nobody else. */
  public TrustManager[] trustingTheAuthority() throws Exception {
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", all.getCertificate("authority"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    return trust.getTrustManagers();
  }

  /** The authority's certificate, as operators are given one. */
  public String authorityAsPem() throws Exception {
    return pem("CERTIFICATE", all.getCertificate("authority").getEncoded());
  }

  /** A certificate, and the authority's behind it. */
  public String chainAsPem(String alias) throws Exception {
    StringBuilder chain = new StringBuilder();
    for (Certificate each : all.getCertificateChain(alias)) {
      chain.append(pem("CERTIFICATE", each.getEncoded()));
    }
    return chain.toString();
  }

  /** A private key in PKCS #8. */
  public String keyAsPem(String alias) throws Exception {
    return pem("PRIVATE KEY", all.getKey(alias, PASSWORD).getEncoded());
  }

  private static String pem(String label, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(encoded));
  }

  /** A server's socket that shows that certificate. */
  public ServerSocket serverSocket(String alias) throws Exception {
    return serverContext(alias)
        .getServerSocketFactory()
        .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
  }

  /** A server's TLS with that certificate; of clients' it trusts those of the authority. */
  public SSLContext serverContext(String alias) throws Exception {
    KeyStore own = empty();
    Certificate[] chain = all.getCertificateChain(alias);
    own.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trustingTheAuthority(), null);
    return context;
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
