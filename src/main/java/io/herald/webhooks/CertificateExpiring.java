package io.herald.webhooks;

import io.herald.security.OrganizationId;
import java.time.Instant;

/**
 * The client certificate of a webhook ends soon, or has ended; fired in the transaction that
 * remembers that this was told.
 *
 * @param owner the organization that owns the webhook
 * @param days until then, at most: 30, 14, 3 or 1; 0: it is over
 * @param subject of the certificate
 * @param fingerprint of the certificate, SHA-256
 */
public record CertificateExpiring(
    long webhookId,
    OrganizationId owner,
    Instant notAfter,
    int days,
    String subject,
    String fingerprint) {}
