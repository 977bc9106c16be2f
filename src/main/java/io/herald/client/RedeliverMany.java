package io.herald.client;

import java.util.List;

/** Asks for up to 100 finished deliveries of one webhook to be sent again. */
public record RedeliverMany(List<Long> ids) {}
