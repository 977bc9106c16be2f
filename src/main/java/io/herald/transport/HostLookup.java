package io.herald.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the system for all addresses of a name, A and AAAA. May block for long. */
@FunctionalInterface
interface HostLookup {

  InetAddress[] addressesOf(String host) throws UnknownHostException;
}
