package io.herald.transport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;

/**
 * TLS 1.2 and 1.3, with the host's name checked in the certificate.
 *
 * <p>Twice, on purpose: until 5.6.4 Apache HttpClient's asynchronous strategies set the engine's
 * own check only after the engine had taken its parameters, so that by default no name was checked
 * at all (CVE-2026-71290). Here the engine is told by us, which ends the handshake itself, and the
 * client's verifier looks once more after it.
 */
final class NameCheckingTls extends DefaultClientTlsStrategy {

  NameCheckingTls(SSLContext context) {
    super(
        context,
        new String[] {TLS.V_1_3.getId(), TLS.V_1_2.getId()},
        null,
        SSLBufferMode.DYNAMIC, // an idle connection should hold no buffers
        HostnameVerificationPolicy.BOTH,
        new DefaultHostnameVerifier());
  }

  @Override
  protected void initializeEngine(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
  }
}
