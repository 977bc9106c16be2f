package io.herald.settings;

/** A setting that makes no sense. The message is one line for the operator. */
public final class InvalidSetting extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * For a room with a rule of its own; {@code value} is shown to the operator, so a secret takes
   * the other constructor.
   */
  public InvalidSetting(String key, String value, String reason) {
    super("Setting " + key + " = \"" + value + "\" is not usable: " + reason);
  }

  /** For a value that must not be shown, or is missing. */
  public InvalidSetting(String key, String reason) {
    super("Setting " + key + " is not usable: " + reason);
  }
}
