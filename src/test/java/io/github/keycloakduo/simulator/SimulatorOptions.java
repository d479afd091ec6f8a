package io.github.keycloakduo.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * How {@link SimulatorMain} starts. Every option is an argument, {@code --port=8443} or {@code
 * --port 8443}, or an environment variable, {@code SIMULATOR_PORT=8443}; arguments win.
 */
record SimulatorOptions(
    int port,
    String bindAddress,
    List<String> hostNames,
    String publicHost,
    Optional<Path> caDirectory,
    String ikey,
    String skey) {
  private static final int MAX_PORT = 65_535;

  /** Names, placeholders, defaults and descriptions. */
  private static final List<List<String>> OPTIONS =
      List.of(
          List.of("port", "NUMBER", "8443", "port; 0 takes a free one"),
          List.of("bind", "ADDRESS", "127.0.0.1", "address to listen on"),
          List.of("hosts", "A,B", "duo", "more names in the certificate"),
          List.of("public-host", "HOST:PORT", "", "host and port of links in answers"),
          List.of("ca-dir", "FOLDER", "", "where ca.pem is written; nowhere by default"),
          List.of("ikey", "KEY", "DISIMULATEDDUO000001", "integration key, or client id"),
          List.of("skey", "KEY", "simulated-secret-key-not-for-production0", "secret key"));

  /** The command of the program, whose defaults the environment may change. */
  static CommandLine command(Map<String, String> environment) {
    // Not the library's own help options: their names are variables, which are switched off below.
    CommandSpec command =
        CommandSpec.create()
            .name("java -jar duo-simulator.jar")
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("prints this")
                    .build())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("prints what this is")
                    .build());
    command
        .version("Simulated Duo, of Duo MFA for Keycloak")
        .usageMessage()
        .width(100)
        .description("A simulated Duo with demo users; phones are on the page /phone.")
        .footer("Each option may be an environment variable, such as SIMULATOR_PORT.");
    for (List<String> option : OPTIONS) {
      String variable = "SIMULATOR_" + option.get(0).toUpperCase(Locale.ROOT).replace('-', '_');
      String preset =
          Optional.ofNullable(environment.get(variable))
              .filter(value -> !value.isBlank())
              .orElse(option.get(2));
      command.addOption(
          OptionSpec.builder("--" + option.get(0))
              .type(option.get(0).equals("port") ? int.class : String.class)
              .paramLabel(option.get(1))
              .defaultValue(preset)
              .description(
                  option.get(3)
                      + (option.get(2).isEmpty() ? "" : " (default: " + option.get(2) + ")"))
              .build());
    }
    return new CommandLine(command)
        .setInterpolateVariables(false)
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  static SimulatorOptions of(ParseResult parsed) {
    int port = parsed.commandSpec().findOption("--port").getValue();
    if (port < 0 || port > MAX_PORT) {
      throw new ParameterException(parsed.commandSpec().commandLine(), "--port is not a port");
    }
    return new SimulatorOptions(
        port,
        value(parsed, "bind"),
        List.of(value(parsed, "hosts").split(",")),
        value(parsed, "public-host"),
        Optional.of(value(parsed, "ca-dir")).filter(folder -> !folder.isEmpty()).map(Path::of),
        value(parsed, "ikey"),
        value(parsed, "skey"));
  }

  static SimulatorOptions from(List<String> arguments, Map<String, String> environment) {
    return of(command(environment).parseArgs(arguments.toArray(String[]::new)));
  }

  private static String value(ParseResult parsed, String name) {
    return parsed.commandSpec().findOption("--" + name).getValue();
  }
}
