package io.herald.verification;

/** A URL is to be asked whether it agrees; fired in the transaction that wants to know. */
record VerificationDemanded(long webhookId) {}
