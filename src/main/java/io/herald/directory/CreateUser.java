package io.herald.directory;

import io.herald.security.OrganizationId;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Create a user.
 *
 * @param organizationId null: the caller's own organization
 */
public record CreateUser(
    @NotBlank @Size(max = 200) String username,
    @NotBlank @Email @Size(max = 320) String email,
    @Nullable OrganizationId organizationId) {}
