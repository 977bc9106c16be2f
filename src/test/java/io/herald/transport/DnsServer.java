package io.herald.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * A name server over UDP (RFC 1035, section 4) whose answers change from one look-up to the next,
 * and a resolver that asks it and nobody else. Nothing may be kept: the time to live is 0.
 */
final class DnsServer implements Closeable, HostLookup {

  private static final int A = 1;
  private static final int AAAA = 28;

  /** How an IPv4 address looks that was packed into an IPv6 one. */
  private static final int IPV6_LENGTH = 16;

  private final DatagramSocket socket;
  private final Map<String, Deque<List<byte[]>>> zone = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();

  DnsServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread = new Thread(this::serve, "dns");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * What a name leads to: one set of addresses for each look-up in turn, the last for all that
   * follow. An entry of 4 bytes is an A record, one of 16 an AAAA record.
   */
  void name(String host, List<List<byte[]>> turns) {
    zone.put(host, new ArrayDeque<>(turns));
  }

  /** How often a name was looked up: A and AAAA together count once. */
  int lookups() {
    return lookups.get();
  }

  @Override
  @SuppressWarnings({"JdkObsolete", "BanJNDI"}) // asks this class alone; wants a Hashtable
  public InetAddress[] addressesOf(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    List<InetAddress> found = new ArrayList<>();
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("java.naming.provider.url", "dns://127.0.0.1:" + socket.getLocalPort());
    try {
      InitialDirContext context = new InitialDirContext(environment);
      for (String type : new String[] {"A", "AAAA"}) {
        Attribute records = context.getAttributes(host + ".", new String[] {type}).get(type);
        if (records != null) {
          for (NamingEnumeration<?> each = records.getAll(); each.hasMore(); ) {
            found.add(InetAddress.getByName((String) each.next()));
          }
        }
      }
      context.close();
    } catch (NamingException e) {
      throw new UnknownHostException(host);
    }
    Deque<List<byte[]>> turns = zone.get(host);
    if (turns != null && turns.size() > 1) {
      turns.remove(); // rebinds
    }
    return found.toArray(InetAddress[]::new);
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        socket.receive(question);
        byte[] answer = answer(new DataInputStream(new ByteArrayInputStream(buffer)));
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private byte[] answer(DataInputStream question) throws IOException {
    int id = question.readUnsignedShort();
    question.skipNBytes(10); // flags and counts: one question, without an error
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    StringBuilder host = new StringBuilder();
    int length = question.readUnsignedByte();
    while (length > 0) {
      byte[] label = question.readNBytes(length);
      host.append(host.length() == 0 ? "" : ".")
          .append(new String(label, StandardCharsets.US_ASCII));
      name.write(length);
      name.write(label);
      length = question.readUnsignedByte();
    }
    name.write(0);
    int type = question.readUnsignedShort();
    Deque<List<byte[]>> turns = zone.get(host.toString());
    List<byte[]> addresses =
        turns == null
            ? List.of()
            : turns.getFirst().stream()
                .filter(address -> type == (address.length == IPV6_LENGTH ? AAAA : A))
                .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(0x8580); // an answer, with authority
    out.writeShort(1);
    out.writeShort(addresses.size());
    out.writeInt(0);
    out.write(name.toByteArray());
    out.writeShort(type);
    out.writeShort(1); // the internet
    for (byte[] address : addresses) {
      out.writeShort(0xC00C); // the name of the question
      out.writeShort(type);
      out.writeShort(1);
      out.writeInt(0);
      out.writeShort(address.length);
      out.write(address);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
