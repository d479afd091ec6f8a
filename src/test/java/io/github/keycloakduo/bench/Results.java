package io.github.keycloakduo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The results of one row, in a file of JSON lines that ends with it. */
final class Results {
  private static final String PREFIX = "raw-";
  private static final String SUFFIX = ".jsonl";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final List<Result> all = new ArrayList<>();

  void add(Result result) {
    all.add(result);
  }

  void addAll(List<? extends Result> results) {
    all.addAll(results);
  }

  void clear() {
    all.clear();
  }

  List<Result> all() {
    return List.copyOf(all);
  }

  /** Writes the file of a row, in place of an earlier one. */
  void write(Path folder, String row) {
    try {
      Files.createDirectories(folder);
      List<String> lines = new ArrayList<>();
      for (Result result : all) {
        lines.add(MAPPER.writeValueAsString(result));
      }
      Files.write(folder.resolve(PREFIX + row + SUFFIX), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the files of all rows. */
  static List<Result> read(Path folder) {
    List<Result> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Results::isRaw).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          all.add(MAPPER.readValue(line, Result.class));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static boolean isRaw(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
