package io.herald.client;

import java.util.List;

/**
 * One page of a list.
 *
 * @param number of this page, from 0
 */
public record Page<T>(List<T> content, long totalElements, long totalPages, int size, int number) {}
