package io.herald.client;

/** Whom the token stands for. */
public record Me(String organizationId, String organizationName, String role) {}
