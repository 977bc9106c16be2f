package io.herald.directory;

import io.herald.security.OrganizationId;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Create an organization.
 *
 * @param parentId null: the caller's own organization
 * @param seats null: no limit
 */
public record CreateOrganization(
    @NotBlank @Size(max = 200) String name,
    @Nullable OrganizationId parentId,
    @Nullable @Min(0) Integer seats) {}
