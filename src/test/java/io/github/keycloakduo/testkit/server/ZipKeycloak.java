package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Keycloak from the unpacked distribution, in production mode, on free ports of the loopback. */
public final class ZipKeycloak implements KeycloakUnderTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final int MOST_STARTS = 3;
  private static final String TAKEN = "Address already in use";

  private final Path home;
  private final ServerPorts ports;
  private final AdminClient admin;
  private final ServerProcess process;

  private ZipKeycloak(Path home, ServerOptions options, BootstrapAdmin bootstrap) {
    this.home = home;
    this.ports = ServerPorts.of(options);
    this.admin = bootstrap.client(baseUrl());

    List<String> arguments = new ArrayList<>(List.of("start", "--optimized"));
    arguments.addAll(ports.addTo(options).startArguments());
    Map<String, String> environment = new HashMap<>(bootstrap.environment());
    environment.put("JAVA_OPTS_APPEND", String.join(" ", options.java()));
    environment.putAll(options.environment());
    Path log = home.resolveSibling(home.getFileName() + ".log");
    this.process = ServerProcess.start(home, arguments, environment, log);
  }

  /**
   * Starts a server and waits until it is ready. Starts another one where a program beside the
   * tests has taken a port that was free a moment before.
   */
  public static ZipKeycloak start(ServerOptions options) {
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnce(options);
      } catch (IllegalStateException failed) {
        if (attempt == MOST_STARTS || !String.valueOf(failed.getMessage()).contains(TAKEN)) {
          throw failed;
        }
      }
    }
  }

  private static ZipKeycloak startOnce(ServerOptions options) {
    TestEnvironment environment = TestEnvironment.current();
    Path prepared = new PreparedServer(environment, options).home();
    Path home = environment.work().resolve("servers").resolve(nextName());
    BootstrapAdmin bootstrap = BootstrapAdmin.of(options);
    ServerOptions complete = options;
    try {
      // A home of its own for each server: data and temporary files are never shared.
      Trees.copy(prepared, home);
      if (InitialDatabase.suits(options)) {
        InitialDatabase database = InitialDatabase.of(environment, prepared);
        bootstrap = database.admin();
        complete = database.copyTo(home, options);
      }
      importable(options.realms(), home);
      takeOut(options.missing(), home.resolve("providers/under-test.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ZipKeycloak keycloak = new ZipKeycloak(home, complete, bootstrap);
    try {
      keycloak.process.awaitReady(keycloak::ready);
    } catch (RuntimeException e) {
      keycloak.close();
      throw e;
    }
    return keycloak;
  }

  @Override
  public URI baseUrl() {
    return ports.baseUrl();
  }

  @Override
  public URI managementUrl() {
    return ports.managementUrl();
  }

  @Override
  public AdminClient admin() {
    return admin;
  }

  @Override
  public String logText() {
    return process.logText();
  }

  /** The process id of the server's JVM. */
  public long processId() {
    return process.javaId();
  }

  @Override
  public void stop() {
    process.stop();
    Trees.delete(home);
  }

  @Override
  public void close() {
    process.kill();
    Trees.delete(home);
  }

  private static String nextName() {
    return "keycloak-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  }

  private boolean ready() {
    return Http.answers(URI.create(managementUrl() + "/health/ready"), 200);
  }

  private static void importable(List<Path> realms, Path home) throws IOException {
    Path directory = Files.createDirectories(home.resolve("data/import"));
    for (Path realm : realms) {
      Files.copy(realm, directory.resolve(realm.getFileName()));
    }
  }

  private static void takeOut(List<String> classFiles, Path jar) throws IOException {
    if (classFiles.isEmpty()) {
      return;
    }
    FileTime built = Files.getLastModifiedTime(jar);
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      for (String file : classFiles) {
        Files.delete(files.getPath(file));
      }
    }
    // An optimized server refuses to start with a jar that is younger than the build.
    Files.setLastModifiedTime(jar, built);
  }
}
