package io.herald.client;

import org.jspecify.annotations.Nullable;

/** Asks for a user; of the token's organization where none is named. */
public record CreateUser(String username, String email, @Nullable String organizationId) {}
