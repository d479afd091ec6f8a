package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.TwoNodes;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node holds while no login is under way.
 *
 * @param logins that have ended so far
 * @param heap in bytes, after a full garbage collection
 * @param databaseConnections of both nodes
 * @param duoConnections of both nodes
 * @param rows in the tables of the extension
 * @param objects in the store of single-use objects, those of the other node included
 */
record Vitals(
    long logins,
    double threads,
    double heap,
    double databaseConnections,
    double duoConnections,
    double rows,
    double objects,
    double pendingPushes) {
  private static final List<String> TABLES =
      List.of("duo_mfa_grace", "duo_mfa_session", "duo_mfa_lock", "duo_mfa_break_glass");

  /**
   * Takes them.
   *
   * @param classes the file for the number and size of the objects of each class
   */
  static Vitals of(ZipKeycloak node, TwoNodes nodes, DuoSimulator duo, long logins, Path classes) {
    collectGarbage(node.processId(), classes);
    String metrics = node.metrics();
    return new Vitals(
        logins,
        sum(metrics, "jvm_threads_live_threads"),
        sum(metrics, "jvm_memory_used_bytes\\{area=\"heap\""),
        number(nodes, "select count(*) from pg_stat_activity where datname = 'keycloak'") - 1,
        duo.connections(),
        TABLES.stream().mapToDouble(table -> number(nodes, "select count(*) from " + table)).sum(),
        sum(metrics, "vendor_statistics_approximate_entries\\{cache=\"actionTokens\""),
        sum(metrics, "keycloak_duo_mfa_pending_pushes"));
  }

  private static double number(TwoNodes nodes, String sql) {
    return Double.parseDouble(nodes.database().query(sql).get(0).strip());
  }

  private static double sum(String metrics, String beginning) {
    Matcher samples =
        Pattern.compile("(?m)^" + beginning + "[^\\n]*? ([0-9.E+-]+)$").matcher(metrics);
    return samples.results().mapToDouble(sample -> Double.parseDouble(sample.group(1))).sum();
  }

  /** A histogram of the live objects takes a full garbage collection first. */
  private static void collectGarbage(long pid, Path classes) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .redirectOutput(classes.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "jcmd " + pid + " GC.class_histogram: " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
