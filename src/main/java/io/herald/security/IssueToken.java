package io.herald.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Give out a token; without an organization for the caller's own. */
public record IssueToken(
    @NotBlank @Size(max = 200) String name, Role role, @Nullable OrganizationId organizationId) {}
