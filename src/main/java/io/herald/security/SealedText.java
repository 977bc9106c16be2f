package io.herald.security;

/**
 * What may be stored of a secret.
 *
 * @param keyId of the key that opens it, up to 16 characters
 * @param ciphertext base64 of nonce and AES-GCM output
 */
public record SealedText(String keyId, String ciphertext) {}
