package io.herald.transport;

/** The host has an address that the guard denies. */
final class AddressNotAllowed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  AddressNotAllowed(String host) {
    super(host, null, false, false);
    this.sentence = "The host " + host + " has an address that is not public.";
  }

  /** For the tenant: it says nothing about the address. */
  String sentence() {
    return sentence;
  }
}
