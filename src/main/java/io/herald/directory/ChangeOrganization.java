package io.herald.directory;

import io.herald.json.Change;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Change what is named; seats null: no limit from now on. */
public record ChangeOrganization(
    Change<@NotBlank @Size(max = 200) String> name, Change<@Nullable @Min(0) Integer> seats) {}
