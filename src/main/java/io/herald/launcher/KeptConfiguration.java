package io.herald.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a server left behind: its {@code domain.xml}, and the applications that it had unpacked. */
record KeptConfiguration(Path file, Path applications) {

  /**
   * What names a deployment: {@code application} says where it is, {@code application-ref} that it
   * runs.
   */
  private static final List<String> DEPLOYMENTS = List.of("application", "application-ref");

  static KeptConfiguration in(Path folder) {
    return new KeptConfiguration(
        folder.resolve("config").resolve("domain.xml"), folder.resolve("applications"));
  }

  /**
   * Takes out what was deployed, and keeps the rest, which an operator may have written. A file
   * that is no XML, as a full disk leaves it, is removed: Payara Micro then writes its own.
   */
  void forgetDeployments() throws IOException {
    removeUnpacked();
    if (Files.notExists(file)) {
      return;
    }
    try {
      Document domain =
          DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
      if (removeDeployments(domain)) {
        write(domain);
      }
    } catch (SAXException e) {
      Files.delete(file);
    } catch (ParserConfigurationException | TransformerException e) {
      throw new IOException(file + " cannot be cleared of what was deployed before", e);
    }
  }

  /** A new version is unpacked over an old one, whose pages would still be there. */
  private void removeUnpacked() throws IOException {
    if (Files.isDirectory(applications)) {
      try (Stream<Path> tree = Files.walk(applications)) {
        for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
          if (!each.equals(applications)) {
            Files.delete(each);
          }
        }
      }
    }
  }

  private static boolean removeDeployments(Document domain) {
    List<Element> found = new ArrayList<>();
    for (String name : DEPLOYMENTS) {
      NodeList elements = domain.getElementsByTagName(name);
      for (int i = 0; i < elements.getLength(); i++) {
        found.add((Element) elements.item(i));
      }
    }
    found.forEach(element -> element.getParentNode().removeChild(element));
    return !found.isEmpty();
  }

  /** Whole or not at all: this start may be killed as well. */
  private void write(Document domain) throws IOException, TransformerException {
    Path next = file.resolveSibling("domain.xml.next");
    TransformerFactory.newDefaultInstance()
        .newTransformer()
        .transform(new DOMSource(domain), new StreamResult(next.toFile()));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
