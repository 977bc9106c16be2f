package io.herald.directory;

import io.herald.json.Change;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Change what is named. */
public record ChangeUser(
    Change<@NotBlank @Size(max = 200) String> username,
    Change<@NotBlank @Email @Size(max = 320) String> email) {}
