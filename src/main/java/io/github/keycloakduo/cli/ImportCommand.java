package io.github.keycloakduo.cli;

import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.sps.SpsImport;
import io.github.keycloakduo.sps.SpsImport.Converted;
import io.github.keycloakduo.sps.SpsImport.Refused;
import io.github.keycloakduo.sps.SpsImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows what a file of the SPS plugin becomes, as the admin resource answers it. */
final class ImportCommand {
  /** The file was converted, even if the report names things to do. */
  static final int OK = 0;

  /** The file has mistakes; nothing was converted. */
  static final int MISTAKES = 1;

  /** The arguments were wrong, or the file cannot be opened. */
  static final int USAGE = 2;

  private static final int ENOUGH = 256 * 1024 + 1;

  private final PrintStream out;
  private final PrintStream err;

  ImportCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    Optional<ImportArguments> read = ImportArguments.read(arguments);
    if (read.isEmpty()) {
      err.println(ImportArguments.USAGE);
      return USAGE;
    }
    Optional<AllowedHosts> hosts = hosts(read.get().allowedHosts());
    if (hosts.isEmpty()) {
      return USAGE;
    }
    try {
      return show(read.get(), new SpsImporter(hosts.get()), start(read.get().file()));
    } catch (IOException | InvalidPathException e) {
      err.println("The file cannot be read.");
      return USAGE;
    }
  }

  private Optional<AllowedHosts> hosts(String commaList) {
    try {
      return Optional.of(AllowedHosts.parse(commaList));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return Optional.empty();
    }
  }

  /** No more than what shows whether it is too large. */
  private static byte[] start(String file) throws IOException {
    try (InputStream stream = Files.newInputStream(Path.of(file))) {
      return stream.readNBytes(ENOUGH);
    }
  }

  private int show(ImportArguments arguments, SpsImporter importer, byte[] file) {
    SpsImport result = importer.read(file, arguments.alias());
    if (result instanceof Converted converted) {
      out.println(ImportJson.of(converted));
      out.flush();
      if (!arguments.json()) {
        tell(converted);
      }
      return OK;
    }
    ((Refused) result).mistakes().forEach(mistake -> err.println(mistake.text()));
    err.println("Nothing was imported.");
    return MISTAKES;
  }

  /** Beside the result, so that this can be piped into another program. */
  private void tell(Converted converted) {
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
