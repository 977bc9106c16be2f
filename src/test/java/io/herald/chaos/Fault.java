package io.herald.chaos;

/** One thing that happens to a site. */
record Fault(String name, Happening happening) {

  /** Makes it happen, and undoes its cause. */
  @FunctionalInterface
  interface Happening {

    /** Returns what a reader of the report should know besides; may be empty. */
    String happen(Site site) throws Exception;
  }
}
