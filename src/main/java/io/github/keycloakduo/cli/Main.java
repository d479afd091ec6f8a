package io.github.keycloakduo.cli;

import java.util.List;

/** The program behind {@code java -jar keycloak-duo-mfa.jar}. */
public final class Main {
  private Main() {}

  /** Ends the process with the exit code of {@link Commands}. */
  public static void main(String[] arguments) {
    System.exit(new Commands(System.out, System.err).run(List.of(arguments)));
  }
}
