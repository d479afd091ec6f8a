package io.github.keycloakduo.cli;

import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ImportResult.Rejected;
import io.github.keycloakduo.instipod.InstipodImporter;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.sps.SpsImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The command {@code import}: converts a file of another product and prints the result. */
final class ImportCommand {
  /** The file was converted, even if the report names things to do. */
  static final int OK = 0;

  /** The file has errors; nothing was converted. */
  static final int INVALID_FILE = 1;

  /** The arguments were wrong, or the file cannot be opened. */
  static final int USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;

  ImportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(ImportArguments arguments) {
    Optional<AllowedRoutes> allowed = allowed(arguments);
    if (allowed.isEmpty()) {
      return USAGE;
    }
    try {
      return read(arguments, allowed.get())
          .match(converted -> print(converted, arguments.json()), this::printErrors);
    } catch (IOException | InvalidPathException e) {
      err.println("The file cannot be read.");
      return USAGE;
    }
  }

  private static ImportResult read(ImportArguments arguments, AllowedRoutes allowed)
      throws IOException {
    return switch (arguments.kind()) {
      case SPS ->
          new SpsImporter(allowed)
              .read(start(arguments.file(), SpsImporter.MAX_FILE), arguments.alias());
      case INSTIPOD ->
          new InstipodImporter(allowed, id -> Optional.empty())
              .read(
                  start(arguments.file(), InstipodImporter.MAX_FILE),
                  arguments.alias(),
                  arguments.config());
    };
  }

  private Optional<AllowedRoutes> allowed(ImportArguments arguments) {
    try {
      return Optional.of(AllowedRoutes.parse(arguments.allowedHosts(), arguments.allowedProxies()));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return Optional.empty();
    }
  }

  /** As many bytes as show whether the file is too large. */
  private static byte[] start(String file, int max) throws IOException {
    try (InputStream stream = Files.newInputStream(Path.of(file))) {
      return stream.readNBytes(max + 1);
    }
  }

  private int print(Converted converted, boolean jsonOnly) {
    out.println(ImportJson.of(converted));
    out.flush();
    if (!jsonOnly) {
      printReport(converted);
    }
    return OK;
  }

  private int printErrors(Rejected rejected) {
    rejected.errors().forEach(error -> err.println(error.text()));
    err.println("Nothing was imported.");
    return INVALID_FILE;
  }

  /** On standard error, so that the result can be piped into another program. */
  private void printReport(Converted converted) {
    err.println();
    new ReportTable(converted.report()).lines().forEach(err::println);
    err.println();
    err.println(
        converted.ready()
            ? "Ready for use, once the vault has its entries and nothing is left to do."
            : "Not ready for use: see the lines with todo.");
    err.flush();
  }
}
