package io.herald.shaping;

import java.util.List;

/**
 * Whether a filter matches, and why.
 *
 * @param checks every comparison, in the order of the filter; at most 500
 */
public record FilterResult(boolean matched, List<FilterCheck> checks) {}
