package io.herald.client;

import java.util.List;

/**
 * What became of deliveries that were to be sent again.
 *
 * @param skipped those that were pending anyway, whose content was erased, or that are not there
 */
public record Redelivered(List<Long> redelivered, List<Long> skipped) {}
