package io.github.keycloakduo.bench;

import java.util.ArrayList;
import java.util.List;

/** All rows, in the order in which they are measured: what leaves much behind comes last. */
final class Rows {
  private Rows() {}

  static List<Row> all() {
    List<Row> rows = new ArrayList<>(LoginCostRows.all());
    rows.addAll(PushRows.early());
    rows.addAll(OutageRows.all());
    rows.addAll(DirectoryRow.all());
    rows.addAll(ServerRow.all());
    rows.addAll(SessionRows.all());
    rows.addAll(GraceRows.all());
    rows.addAll(PushRows.late());
    rows.addAll(JmhRow.all());
    return rows;
  }
}
