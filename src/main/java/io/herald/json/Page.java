package io.herald.json;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list (the wire contract, section 2).
 *
 * @param number of this page, from 0
 * @param size how many a page holds at most
 */
public record Page<T>(List<T> content, long totalElements, long totalPages, int size, int number) {

  /** The page that {@code request} asked for. */
  public static <T> Page<T> of(List<T> content, long totalElements, PageRequest request) {
    long totalPages = (totalElements + request.size() - 1) / request.size();
    return new Page<>(content, totalElements, totalPages, request.size(), request.page());
  }

  /** The same page of something else, such as views of entities. */
  public <R> Page<R> map(Function<? super T, ? extends R> change) {
    return new Page<>(
        content.stream().<R>map(change).toList(), totalElements, totalPages, size, number);
  }
}
