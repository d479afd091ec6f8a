package io.github.keycloakduo.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server is started with. Option names are Keycloak's own, without the leading dashes; a
 * later value of a name replaces an earlier one.
 *
 * @param build options of {@code kc.sh build}; other ones mean another prepared server
 * @param start options of {@code kc.sh start}; a port that is not among them is a free one
 * @param realms realm files that the server imports when it starts
 * @param providers jars in {@code providers/} besides the one under test
 * @param missing class files that are taken out of the jar under test before the start
 * @param jar in place of the one under test
 */
public record ServerOptions(
    Map<String, String> build,
    Map<String, String> start,
    Map<String, String> environment,
    List<String> java,
    List<Path> realms,
    List<Path> providers,
    List<String> missing,
    Optional<Path> jar) {

  /**
   * Of each JVM of Keycloak. The first tier alone starts a third faster; a test run is too short
   * for the second, and two processors are too few for a collector that runs beside the server. The
   * code of one tier alone has 48 MiB by default, and what Keycloak throws out of them is compiled
   * again. To verify Keycloak's classes takes a sixth of a start.
   */
  static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx1g",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=240m",
          "-XX:-UseG1GC",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  public ServerOptions {
    build = new TreeMap<>(build);
    start = new LinkedHashMap<>(start);
    environment = new LinkedHashMap<>(environment);
    java = List.copyOf(java);
    realms = List.copyOf(realms);
    providers = List.copyOf(providers);
    missing = List.copyOf(missing);
  }

  /** With the jar under test. */
  public ServerOptions(
      Map<String, String> build,
      Map<String, String> start,
      Map<String, String> environment,
      List<String> java,
      List<Path> realms,
      List<Path> providers,
      List<String> missing) {
    this(build, start, environment, java, realms, providers, missing, Optional.empty());
  }

  public static ServerOptions defaults() {
    return new ServerOptions(
        // Each other set of build options costs a build; a vault without a directory does nothing.
        Map.of(
            "db", "dev-mem",
            "health-enabled", "true",
            "metrics-enabled", "true",
            "vault", "file"),
        Map.of(
            "cache", "local",
            "http-enabled", "true",
            "http-host", "127.0.0.1",
            "hostname-strict", "false",
            "log-level", "INFO,io.github.keycloakduo:TRACE,io.smallrye.health:ERROR"),
        Map.of(),
        JVM,
        List.of(),
        List.of(),
        List.of());
  }

  public ServerOptions with(String option, String value) {
    return new ServerOptions(
        build, added(start, option, value), environment, java, realms, providers, missing, jar);
  }

  public ServerOptions withBuild(String option, String value) {
    return new ServerOptions(
        added(build, option, value), start, environment, java, realms, providers, missing, jar);
  }

  public ServerOptions withEnvironment(String name, String value) {
    return new ServerOptions(
        build, start, added(environment, name, value), java, realms, providers, missing, jar);
  }

  public ServerOptions withJava(String option) {
    List<String> more = new ArrayList<>(java);
    more.add(option);
    return new ServerOptions(build, start, environment, more, realms, providers, missing, jar);
  }

  /** Has the server import a realm file. */
  public ServerOptions withRealm(Path file) {
    List<Path> more = new ArrayList<>(realms);
    more.add(file);
    return new ServerOptions(build, start, environment, java, more, providers, missing, jar);
  }

  /** Has the JVM verify the classes it loads, as it does outside of tests. */
  public ServerOptions verified() {
    return withJava("-XX:+BytecodeVerificationRemote");
  }

  /** Puts one more jar beside the one under test. */
  public ServerOptions withProvider(Path provider) {
    List<Path> more = new ArrayList<>(providers);
    more.add(provider);
    return new ServerOptions(build, start, environment, java, realms, more, missing, jar);
  }

  /** Takes a class file out of the jar, so that whoever uses it meets a {@link LinkageError}. */
  public ServerOptions withoutClass(String file) {
    List<String> more = new ArrayList<>(missing);
    more.add(file);
    return new ServerOptions(build, start, environment, java, realms, providers, more, jar)
        .verified();
  }

  /** Another version of the extension, in place of the jar under test. */
  public ServerOptions withJar(Path other) {
    return new ServerOptions(
        build, start, environment, java, realms, providers, missing, Optional.of(other));
  }

  /** The options of {@code kc.sh build} as command line arguments, in a stable order. */
  public List<String> buildArguments() {
    return arguments(build);
  }

  /** The options of {@code kc.sh start} as command line arguments. */
  public List<String> startArguments() {
    List<String> arguments = new ArrayList<>(arguments(start));
    if (!realms.isEmpty()) {
      arguments.add("--import-realm");
    }
    return arguments;
  }

  private static List<String> arguments(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .toList();
  }

  private static Map<String, String> added(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }
}
