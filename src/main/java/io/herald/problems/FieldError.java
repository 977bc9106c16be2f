package io.herald.problems;

/**
 * One field at fault.
 *
 * @param pointer JSON pointer (RFC 6901) into the request's body, such as {@code /callbackUrl}; for
 *     a parameter of the URL its name
 * @param detail what is wrong, for a person
 */
public record FieldError(String pointer, String detail) {}
