package io.github.keycloakduo;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The Maven artifact of which classes are packed into a jar of ours: coordinates, the licences that
 * its POM names, and its place on disk. It is found by the classes, not by what the build says.
 */
record PackedLibrary(String coordinates, List<String> licences, String url, Path file) {
  private static final String SHADED = "io/github/keycloakduo/shaded/";

  static List<PackedLibrary> in(Path jar) throws Exception {
    List<PackedLibrary> found = new ArrayList<>();
    for (Path file : artifacts(jar)) {
      found.add(read(file));
    }
    return found;
  }

  String artifactId() {
    return coordinates.split(":")[1];
  }

  /** Each packed class is in one artifact of the test class path, under its former name. */
  private static Set<Path> artifacts(Path jar) throws Exception {
    Set<Path> artifacts = new TreeSet<>();
    for (String name : packedClasses(jar)) {
      String rest = name.substring(SHADED.length());
      String former = rest.startsWith("picocli/") ? rest : "com/" + rest;
      List<URL> places =
          Collections.list(PackedLibrary.class.getClassLoader().getResources(former));
      if (places.size() != 1) {
        throw new IllegalStateException(former + " is in " + places);
      }
      JarURLConnection place = (JarURLConnection) places.get(0).openConnection();
      artifacts.add(Path.of(place.getJarFileURL().toURI()));
    }
    return artifacts;
  }

  private static List<String> packedClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.startsWith(SHADED) && name.endsWith(".class"))
          .toList();
    }
  }

  /** The local repository has the POM beside the artifact. */
  private static PackedLibrary read(Path file) throws Exception {
    Path pom = file.resolveSibling(file.getFileName().toString().replaceFirst("jar$", "pom"));
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    Element project = document.getDocumentElement();
    String coordinates =
        String.join(
            ":", text(project, "groupId"), text(project, "artifactId"), text(project, "version"));
    List<String> licences =
        children(child(project, "licenses"), "license").stream()
            .map(licence -> text(licence, "name"))
            .toList();
    return new PackedLibrary(coordinates, licences, text(project, "url"), file);
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in " + parent.getNodeName()));
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        children.add(element);
      }
    }
    return children;
  }
}
