package io.github.keycloakduo.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The commands of the program and their options. They are built, not annotated: the build packs
 * only what is referred to, and a reference by reflection is none.
 */
final class Commands {
  private static final String SPS = "sps";
  private static final String INSTIPOD = "instipod";
  private static final String ALIAS = "--alias";
  private static final String HOSTS = "--allowed-hosts";
  private static final String PROXIES = "--allowed-proxies";
  private static final String JSON = "--json";
  private static final String CONFIG = "--config";

  private final PrintStream out;
  private final PrintStream err;

  Commands(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command; the result is the exit code. */
  int run(List<String> arguments) {
    CommandLine line =
        new CommandLine(program())
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            // A file may be called @north, and who forgot a value did not mean the next option.
            .setExpandAtFiles(false)
            .setAllowOptionsAsOptionParameters(false)
            .setUnmatchedOptionsAllowedAsOptionParameters(false)
            .setOverwrittenOptionsAllowed(true)
            .setExecutionStrategy(this::execute);
    return line.execute(arguments.toArray(String[]::new));
  }

  private static CommandSpec program() {
    CommandSpec program = command("java -jar keycloak-duo-mfa.jar", "Duo MFA for Keycloak");
    program.version("keycloak-duo-mfa " + version());
    CommandSpec imports =
        command(
            "import",
            "Converts a configuration of another product. Prints configuration and report as JSON,"
                + " and on standard error the report as a table. Without a command the file is one"
                + " of the SPS plugin.");
    List.of(
            option(ALIAS, "NAME", "alias of the configuration, for the names of vault entries"),
            option(HOSTS, "A,B:8443", "as the option spi-authenticator--duo-mfa--allowed-hosts"),
            option(PROXIES, "A,B:80", "as the option spi-authenticator--duo-mfa--allowed-proxies"),
            OptionSpec.builder(JSON)
                .type(boolean.class)
                .scopeType(ScopeType.INHERIT)
                .description("no table")
                .build())
        .forEach(imports::addOption);
    imports.addPositional(file("FILE", "0..1"));
    CommandSpec sps =
        command(SPS, "Converts a file of the Duo plugin for One Identity SPS.")
            .addPositional(file("plugin.ini", "1"));
    CommandSpec instipod =
        command(
                INSTIPOD,
                "Converts a configuration of DuoUniversalKeycloakAuthenticator: an export of its"
                    + " realm, or {\"alias\",\"config\"}.")
            .addPositional(file("export.json", "1"))
            .addOption(
                OptionSpec.builder(CONFIG)
                    .type(String.class)
                    .paramLabel("NAME")
                    .description("which one, if there are several: alias, realm/alias or id")
                    .build());
    imports.addSubcommand(SPS, sps).addSubcommand(INSTIPOD, instipod);
    return program.addSubcommand("import", imports);
  }

  private static String version() {
    return Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
        .orElse("(not packed)");
  }

  private static CommandSpec command(String name, String description) {
    CommandSpec command = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    command.usageMessage().description(description).width(100);
    return command;
  }

  private static OptionSpec option(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .paramLabel(value)
        .scopeType(ScopeType.INHERIT)
        .description(description)
        .build();
  }

  private static PositionalParamSpec file(String label, String arity) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity(arity)
        .type(String.class)
        .paramLabel(label)
        .description("the file to convert")
        .build();
  }

  private int execute(ParseResult program) {
    Integer help = CommandLine.executeHelpRequest(program);
    if (help != null) {
      return help;
    }
    ParseResult imports = program.subcommand();
    if (imports == null) {
      throw error(program, "Missing command: import");
    }
    Optional<ParseResult> kind = Optional.ofNullable(imports.subcommand());
    if (kind.isPresent() && imports.hasMatchedPositional(0)) {
      throw error(imports, "Only one file can be converted");
    }
    ParseResult command = kind.orElse(imports);
    if (!command.hasMatchedPositional(0)) {
      throw error(command, "Missing file");
    }
    return new ImportCommand(out, err)
        .run(
            new ImportArguments(
                kind.filter(which -> which.commandSpec().name().equals(INSTIPOD)).isPresent()
                    ? ImportArguments.Kind.INSTIPOD
                    : ImportArguments.Kind.SPS,
                command.matchedPositionalValue(0, ""),
                value(command, ALIAS),
                value(command, CONFIG),
                value(command, HOSTS),
                value(command, PROXIES),
                option(command, JSON).<Boolean>map(OptionSpec::getValue).orElse(false)));
  }

  /** Of an option that may be inherited, and so stand before or behind the command. */
  private static String value(ParseResult command, String name) {
    return option(command, name).<String>map(OptionSpec::getValue).orElse("");
  }

  private static Optional<OptionSpec> option(ParseResult command, String name) {
    return Optional.ofNullable(command.commandSpec().findOption(name));
  }

  private static ParameterException error(ParseResult command, String sentence) {
    return new ParameterException(command.commandSpec().commandLine(), sentence);
  }
}
