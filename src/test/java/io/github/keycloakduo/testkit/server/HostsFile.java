package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The name service of a server: a hosts file, in which the JVM looks names up each time. */
public final class HostsFile {
  private final Path file;
  private final List<String> lines = new ArrayList<>();

  private HostsFile(Path file) {
    this.file = file;
  }

  /** One that knows this machine, not written yet. */
  public static HostsFile in(Path directory) {
    HostsFile hosts = new HostsFile(directory.resolve("hosts"));
    try {
      hosts.with("localhost", "127.0.0.1");
      return hosts.with(InetAddress.getLocalHost().getHostName(), "127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One more name; its addresses are answered in this order. */
  public HostsFile with(String name, String... addresses) {
    for (String address : addresses) {
      lines.add(address + " " + name);
    }
    return this;
  }

  public void write() {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has a server look names up here and nowhere else. */
  public String javaOption() {
    return "-Djdk.net.hosts.file=" + file;
  }
}
