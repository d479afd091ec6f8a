package io.github.keycloakduo.bench;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.github.keycloakduo.testkit.ldap.Slapd;
import io.github.keycloakduo.testkit.server.AdminClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The row about a user in many LDAP groups, some of which are in others. */
final class DirectoryRow {
  static final String PROVIDER = "directory";

  /** The group that is looked for; the user is in it through four others. */
  static final String OUTERMOST = "level5";

  private static final String PEOPLE = "ou=people," + Slapd.SUFFIX;
  private static final String GROUPS = "ou=groups," + Slapd.SUFFIX;
  private static final int DEPTH = 5;
  private static final int LOGINS = 20;

  private DirectoryRow() {}

  /** A user of more than 5,000 groups is asked for a factor. */
  static List<Row> all() {
    return List.of(
        new Measured("11", lab -> measure(lab, "11", List.of(1_000))),
        new Measured("groups", lab -> measure(lab, "groups", List.of(10, 100, 1_000, 4_900))));
  }

  private static void measure(Lab lab, String row, List<Integer> sizes) {
    if (!Slapd.isInstalled()) {
      System.out.println("row " + row + " needs slapd");
      return;
    }
    for (int size : lab.options().shortened() ? List.of(20) : sizes) {
      try (Slapd slapd = Slapd.start()) {
        fill(slapd, size);
        String component = provide(lab, slapd);
        try {
          measure(lab, row, size, slapd);
        } finally {
          realm(lab).delete("/components/" + component);
        }
      }
    }
  }

  private static void measure(Lab lab, String row, int size, Slapd slapd) {
    Site site = lab.site(Lab.FAST, "groups");
    // The connection to the directory is there before anything counts.
    PasswordStep.millis(site, user(0));
    long before = slapd.searches();
    double cold = PasswordStep.millis(site, user(1));
    double coldSearches = slapd.searches() - before - 1.0;
    before = slapd.searches();
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      warm.add(PasswordStep.millis(site, user(1)));
    }
    double warmSearches = (slapd.searches() - before - 1.0) / LOGINS;
    if (row.equals("11")) {
      lab.results()
          .add(
              Figure.exactly(
                      "11",
                      "LDAP groups, " + size + " and 5 deep, first look: searches",
                      "searches",
                      coldSearches)
                  .gate(2));
      lab.results()
          .add(
              Figure.exactly(
                      "11",
                      "LDAP groups, " + size + " and 5 deep, again: searches for each login",
                      "searches",
                      warmSearches)
                  .gate(0));
      lab.results().add(Figure.exactly("11", "LDAP groups, first look: password step", "ms", cold));
      lab.results()
          .add(
              Figure.of(
                  "11",
                  "LDAP groups, again: password step",
                  "ms",
                  Statistics.median(warm),
                  LOGINS));
    } else {
      lab.results().add(new Point(row, "password step, first look", "ms", size, cold));
      lab.results()
          .add(new Point(row, "password step, again", "ms", size, Statistics.median(warm).value()));
      lab.results().add(new Point(row, "first look", "searches", size, coldSearches));
    }
  }

  private static String user(int number) {
    return UserCopies.name(Lab.USERS - 100 - number);
  }

  /** Two users in all groups; one of these is the first of a chain. */
  private static void fill(Slapd slapd, int size) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry("ou=people", Slapd.SUFFIX, "organizationalUnit"));
    entries.add(entry("ou=groups", Slapd.SUFFIX, "organizationalUnit"));
    List<String> members = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Entry person = entry("uid=" + user(i), PEOPLE, "inetOrgPerson");
      person.addAttribute("cn", user(i));
      person.addAttribute("sn", "Load");
      entries.add(person);
      members.add(person.getDN());
    }
    for (int i = 1; i <= size; i++) {
      boolean chained = i > 1 && i <= DEPTH;
      Entry group = entry("cn=level" + i, GROUPS, "groupOfNames");
      group.addAttribute(
          new Attribute(
              "member", chained ? List.of("cn=level" + (i - 1) + "," + GROUPS) : members));
      entries.add(group);
    }
    slapd.add(entries);
  }

  private static Entry entry(String name, String parent, String type) {
    Entry entry = new Entry(name + "," + parent);
    entry.addAttribute("objectClass", type);
    entry.addAttribute(name.substring(0, name.indexOf('=')), name.substring(name.indexOf('=') + 1));
    return entry;
  }

  private static AdminClient realm(Lab lab) {
    return lab.keycloak().admin().at("/" + Lab.FAST);
  }

  private static String provide(Lab lab, Slapd slapd) {
    Map<String, String> options =
        Map.ofEntries(
            Map.entry("enabled", "true"),
            Map.entry("vendor", "other"),
            Map.entry("connectionUrl", slapd.url()),
            Map.entry("usersDn", PEOPLE),
            Map.entry("authType", "simple"),
            Map.entry("bindDn", Slapd.ADMIN),
            Map.entry("bindCredential", Slapd.PASSWORD),
            Map.entry("usernameLDAPAttribute", "uid"),
            Map.entry("rdnLDAPAttribute", "uid"),
            Map.entry("uuidLDAPAttribute", "entryUUID"),
            Map.entry("userObjectClasses", "inetOrgPerson"),
            Map.entry("editMode", "READ_ONLY"),
            Map.entry("importEnabled", "false"),
            Map.entry("searchScope", "1"));
    Map<String, List<String>> config = new HashMap<>();
    options.forEach((name, value) -> config.put(name, List.of(value)));
    return realm(lab)
        .create(
            "/components",
            Map.of(
                "name",
                PROVIDER,
                "providerId",
                "ldap",
                "providerType",
                "org.keycloak.storage.UserStorageProvider",
                "parentId",
                realm(lab).get("").path("id").asText(),
                "config",
                config));
  }
}
