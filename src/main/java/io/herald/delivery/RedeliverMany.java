package io.herald.delivery;

import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for several finished deliveries of one webhook to be sent again. */
public record RedeliverMany(@Size(min = 1, max = 100) List<Long> ids) {}
