package io.github.keycloakduo.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;

/**
 * Starts a simulator with the demo users and lets it run.
 *
 * <p>Users: alice (phone, passcodes, bypass code), bob (two phones), carol (bypass), dave (not
 * enrolled), erin (locked out), frank (token only), verified (Verified Push), oscar (phone; has an
 * authenticator app at Keycloak), heidi (phone), ivan (token only).
 *
 * <p>A button on the page of the phones switches the API off and on.
 */
public final class SimulatorMain {
  private SimulatorMain() {}

  /** Runs until it is stopped. Wrong options end with 2, a port that is taken with 1. */
  public static void main(String[] arguments) {
    int code = run(arguments, System.getenv());
    if (code != 0) {
      System.exit(code);
    }
  }

  static int run(String[] arguments, Map<String, String> environment) {
    return SimulatorOptions.command(environment)
        .setExecutionStrategy(SimulatorMain::execute)
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              command.getErr().println("The simulator cannot start: " + problem.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(arguments);
  }

  private static int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    try {
      DuoSimulator duo = start(SimulatorOptions.of(parsed));
      Runtime.getRuntime().addShutdownHook(new Thread(duo::close));
      System.out.println("Simulated Duo on https://" + duo.host() + ", phones on /phone");
      return CommandLine.ExitCode.OK;
    } catch (IOException | InvalidPathException e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  static DuoSimulator start(SimulatorOptions options) throws IOException {
    DuoSimulator duo =
        DuoSimulator.builder()
            .port(options.port())
            .bindAddress(options.bindAddress())
            .hostNames(options.hostNames().toArray(String[]::new))
            .publicHost(options.publicHost())
            .keys(options.ikey(), options.skey())
            .start();
    DemoUsers.addTo(duo);
    if (options.caDirectory().isPresent()) {
      Path directory = Files.createDirectories(options.caDirectory().get());
      Files.writeString(directory.resolve("ca.pem"), duo.caPem());
    }
    return duo;
  }
}
