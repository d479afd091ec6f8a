package io.github.keycloakduo.bench;

import java.io.IOException;
import java.util.List;

/** Which processes run on which processors, where Linux lets that be said. */
final class Processors {
  private Processors() {}

  /**
   * Gives the server the first processor, and this program and what it starts from now on the
   * second; false where that is not possible.
   */
  static boolean separate(long server) {
    return Runtime.getRuntime().availableProcessors() > 1
        && pin("0", server)
        && pin("1", ProcessHandle.current().pid())
        && ProcessHandle.current()
            .descendants()
            .filter(child -> child.pid() != server)
            .allMatch(child -> pin("1", child.pid()));
  }

  private static boolean pin(String processor, long process) {
    List<String> command = List.of("taskset", "-a", "-c", "-p", processor, Long.toString(process));
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
