package io.herald.json;

import io.herald.problems.BadRequest;
import io.herald.problems.FieldError;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list: query parameters {@code page} (from 0, default 0) and {@code size} (1 to
 * 100, default 20). A {@code @BeanParam}.
 */
public class PageRequest {

  private static final int MAX_PAGE = 10_000_000;
  private static final int MAX_SIZE = 100;

  // Text, because what a server says of a number it can't read differs and is often 404.
  @QueryParam("page")
  @DefaultValue("0")
  private String page = "0";

  @QueryParam("size")
  @DefaultValue("20")
  private String size = "20";

  /** For JAX-RS, which fills in the parameters. */
  public PageRequest() {}

  /** As a client would have asked. */
  public static PageRequest of(int page, int size) {
    PageRequest request = new PageRequest();
    request.page = String.valueOf(page);
    request.size = String.valueOf(size);
    return request;
  }

  /**
   * As the parameters say; null stands for the default.
   *
   * @throws BadRequest where one is malformed or out of bounds; names each
   */
  public static PageRequest read(@Nullable String page, @Nullable String size) {
    PageRequest request = new PageRequest();
    request.page = page == null ? request.page : page;
    request.size = size == null ? request.size : size;
    request.check();
    return request;
  }

  /**
   * The page's number, from 0.
   *
   * @throws BadRequest where a parameter is malformed or out of bounds; names each
   */
  public int page() {
    check();
    return Integer.parseInt(page);
  }

  /**
   * How many elements a page holds at most.
   *
   * @throws BadRequest where a parameter is malformed or out of bounds; names each
   */
  public int size() {
    check();
    return Integer.parseInt(size);
  }

  /** How many elements come before the page. */
  public int offset() {
    return Math.multiplyExact(page(), size());
  }

  private void check() {
    List<FieldError> errors = new ArrayList<>();
    check("page", page, 0, MAX_PAGE, errors);
    check("size", size, 1, MAX_SIZE, errors);
    if (!errors.isEmpty()) {
      throw new BadRequest("A parameter is malformed.", errors);
    }
  }

  private static void check(String name, String text, int min, int max, List<FieldError> errors) {
    boolean number = text.matches("[0-9]{1,9}");
    if (!number || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
      errors.add(new FieldError(name, "must be a whole number from " + min + " to " + max));
    }
  }
}
