package io.herald.security;

/** Some tokens are no longer good; fired inside the transaction that says so. */
record TokensRevoked() {}
