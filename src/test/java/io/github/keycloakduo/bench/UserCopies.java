package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.database.Postgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Copies of a realm's only user, made in the database: no copy costs a password hash. */
final class UserCopies {
  private static final String NAME = "'u' || lpad(i::text, 5, '0')";

  private final Postgres database;
  private final String realm;

  UserCopies(Postgres database, String realm) {
    this.database = database;
    this.realm = realm;
  }

  static String name(int number) {
    return String.format("u%05d", number);
  }

  /** Users u00001 and so on, with the password and the app of the first one. */
  void make(int count) {
    String template =
        "(select id from user_entity where username = '%s' and realm_id = (select id from realm where name = '%s'))"
            .formatted(BenchRealm.TEMPLATE_USER, realm);
    String id = "md5('%s' || i)::uuid::text".formatted(realm);
    copy(
        "user_entity",
        "id = " + template,
        count,
        Map.of(
            "id",
            id,
            "username",
            NAME,
            "email",
            NAME + " || '@example.org'",
            "email_constraint",
            NAME + " || '@example.org'"));
    copy(
        "credential",
        "user_id = " + template,
        count,
        Map.of("id", "md5(id || i)::uuid::text", "user_id", id));
    copy("user_role_mapping", "user_id = " + template, count, Map.of("user_id", id));
    database.query("analyze");
  }

  private void copy(String table, String which, int count, Map<String, String> changed) {
    List<String> columns =
        database.query(
            "select column_name from information_schema.columns where table_name = '"
                + table
                + "' order by ordinal_position");
    String values =
        columns.stream()
            .map(column -> changed.getOrDefault(column, column))
            .collect(Collectors.joining(", "));
    database.query(
        "insert into %s (%s) select %s from %s, generate_series(1, %d) i where %s"
            .formatted(table, String.join(", ", columns), values, table, count, which));
  }
}
