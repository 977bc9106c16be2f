package io.herald.catalog;

import io.herald.json.Change;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Changes the members that it names; the name itself stays. */
public record ChangeEventType(
    Change<@Nullable @Size(max = RegisterEventType.MAX_DESCRIPTION) String> description,
    Change<@Nullable JsonObject> schema,
    Change<@Nullable JsonObject> example,
    Change<Boolean> deprecated,
    Change<Boolean> archived) {}
