package io.herald.json;

/** JSON pointers (RFC 6901). */
public final class Pointers {

  /** Longer names are cut: a pointer is for a person, and the name may be a megabyte. */
  private static final int MAX_NAME = 100;

  private Pointers() {}

  /** The pointer to a member of what {@code parent} points to. */
  public static String child(String parent, String name) {
    String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
    return parent + "/" + shown.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer to an element. */
  public static String child(String parent, int index) {
    return parent + "/" + index;
  }
}
