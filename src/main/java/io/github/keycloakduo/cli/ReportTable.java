package io.github.keycloakduo.cli;

import io.github.keycloakduo.importing.ReportLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The report of an import as a table of text. */
final class ReportTable {
  /** In characters; longer names are cut. */
  private static final int MAX_WIDTH = 60;

  /** Characters that change the writing direction or are invisible; names come from the file. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private final List<List<String>> rows = new ArrayList<>();

  ReportTable(List<ReportLine> report) {
    rows.add(List.of("ACTION", "IN THE FILE", "HERE", "WHAT BECAME OF IT"));
    report.forEach(line -> rows.add(row(line)));
  }

  private static List<String> row(ReportLine line) {
    String place = "[" + line.section() + "] " + line.option();
    return List.of(line.action().id(), name(place), name(line.key()), line.message());
  }

  private static String name(String text) {
    String seen = INVISIBLE.matcher(text).replaceAll("?");
    return seen.length() <= MAX_WIDTH ? seen : seen.substring(0, MAX_WIDTH - 3) + "...";
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size() - 1; column++) {
      line.append(row.get(column));
      line.append(" ".repeat(width(column) - row.get(column).length() + 2));
    }
    return line.append(row.get(row.size() - 1)).toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
