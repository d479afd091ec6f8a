package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.ArrayList;
import java.util.List;

/** Groups of every kind and shape, around Alice, Bob, and one who is busy. */
final class SampleGroups {
  static final String ODD_NAME = "Doe, \"Jane\" #1 (ext*) \\ Ü";

  private static final String ALICE = "uid=alice," + Sample.PEOPLE;

  private final Slapd slapd;

  SampleGroups(Slapd slapd) {
    this.slapd = slapd;
  }

  void fill() throws Exception {
    Sample.prepare(slapd);
    people();
    chain();
    otherKinds();
    many();
  }

  private void people() throws Exception {
    List<Entry> people = new ArrayList<>();
    for (String name : List.of("alice", "bob", "busy", ODD_NAME)) {
      people.add(
          new Entry(
              new DN(new RDN("uid", name), new DN(Sample.PEOPLE)),
              new Attribute("objectClass", "inetOrgPerson"),
              new Attribute("uid", name),
              new Attribute("cn", name),
              new Attribute("sn", "Person")));
    }
    people.get(0).addAttribute("x500UniqueIdentifier", "'0101'B");
    slapd.add(people);
  }

  /** Alice is in level1, that in level2, and so on; level5 is in level2 again. */
  private void chain() throws Exception {
    List<Entry> groups = new ArrayList<>();
    groups.add(groupOfNames("level1", ALICE));
    groups.add(groupOfNames("level2", group("level1"), group("level5")));
    groups.add(groupOfNames("level3", group("level2")));
    groups.add(groupOfNames("level4", group("level3")));
    groups.add(groupOfNames("level5", group("level4")));
    groups.add(groupOfNames("others", "uid=bob," + Sample.PEOPLE));
    groups.add(groupOfNames("Ops, \"night\" #1 (x*) \\ Ü", ALICE));
    groups.add(
        groupOfNames(
            "of the odd", new DN(new RDN("uid", ODD_NAME), new DN(Sample.PEOPLE)).toString()));
    slapd.add(groups);
    slapd.add("dn: ou=more," + Sample.GROUPS, "objectClass: organizationalUnit", "ou: more");
    slapd.add(
        List.of(
            groupOfNames("double", ALICE),
            entry("double", "ou=more," + Sample.GROUPS, "groupOfNames", "member", ALICE)));
  }

  private void otherKinds() throws Exception {
    slapd.add(
        List.of(
            entry("unique", Sample.GROUPS, "groupOfUniqueNames", "uniqueMember", ALICE),
            entry(
                "unique with id",
                Sample.GROUPS,
                "groupOfUniqueNames",
                "uniqueMember",
                ALICE + "#'0101'B"),
            entry(
                "unique with other id",
                Sample.GROUPS,
                "groupOfUniqueNames",
                "uniqueMember",
                ALICE + "#'0111'B"),
            entry(
                "above unique",
                Sample.GROUPS,
                "groupOfUniqueNames",
                "uniqueMember",
                group("unique"))));
    slapd.add(
        "dn: " + group("unix"),
        "objectClass: posixGroup",
        "cn: unix",
        "gidNumber: 1000",
        "memberUid: alice");
    slapd.add(List.of(groupOfNames("above unix", group("unix"))));
  }

  private void many() throws Exception {
    List<Entry> groups = new ArrayList<>();
    String busy = "uid=busy," + Sample.PEOPLE;
    for (int i = 0; i < 1000; i++) {
      groups.add(groupOfNames("many" + i, busy));
    }
    groups.add(groupOfNames("above many", group("many777")));
    slapd.add(groups);
  }

  private static Entry groupOfNames(String name, String... members) throws Exception {
    return entry(name, Sample.GROUPS, "groupOfNames", "member", members);
  }

  private static Entry entry(
      String name, String base, String kind, String attribute, String... members) throws Exception {
    return new Entry(
        new DN(new RDN("cn", name), new DN(base)),
        new Attribute("objectClass", kind),
        new Attribute("cn", name),
        new Attribute(attribute, members));
  }

  static String group(String name) {
    return "cn=" + name + "," + Sample.GROUPS;
  }
}
