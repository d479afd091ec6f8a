package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The group of the {@code gidNumber}, which does not name its members. */
@NeedsSlapd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PosixPrimaryGroupTest {
  private Slapd slapd;

  @BeforeAll
  void start() {
    slapd = Slapd.start();
    Sample.prepare(slapd);
    account("alice", 1000);
    account("bob", 2000);
    account("carol", 3000);
    account("dave", 4000);
    account("erin", 5000);
    slapd.add("dn: ou=units," + Slapd.SUFFIX, "objectClass: organizationalUnit", "ou: units");
    posixGroup("cn=unix," + Sample.GROUPS, "unix", 1000);
    posixGroup("cn=crew," + Sample.GROUPS, "crew", 2000);
    posixGroup("cn=unit,ou=units," + Slapd.SUFFIX, "unit", 4000);
    posixGroup("cn=twin1," + Sample.GROUPS, "twin1", 5000);
    posixGroup("cn=twin2," + Sample.GROUPS, "twin2", 5000);
    groupOfNames("above unix", "cn=unix," + Sample.GROUPS);
    groupOfNames("top", "cn=above unix," + Sample.GROUPS);
    groupOfNames("above unit", "cn=unit,ou=units," + Slapd.SUFFIX);
    groupOfNames("of carol", "uid=carol," + Sample.PEOPLE);
  }

  private void account(String name, int gid) {
    slapd.add(
        "dn: uid=" + name + "," + Sample.PEOPLE,
        "objectClass: inetOrgPerson",
        "objectClass: posixAccount",
        "uid: " + name,
        "cn: " + name,
        "sn: Person",
        "uidNumber: " + gid,
        "gidNumber: " + gid,
        "homeDirectory: /home/" + name);
  }

  private void posixGroup(String dn, String name, int gid) {
    slapd.add("dn: " + dn, "objectClass: posixGroup", "cn: " + name, "gidNumber: " + gid);
  }

  private void groupOfNames(String name, String member) {
    slapd.add(
        "dn: cn=" + name + "," + Sample.GROUPS,
        "objectClass: groupOfNames",
        "cn: " + name,
        "member: " + member);
  }

  @AfterAll
  void stop() {
    slapd.close();
  }

  private Groups groups(String username, String... wanted) {
    return groups(Sample.of(slapd.url()).groups(Sample.posixGroup()), username, wanted);
  }

  private static Groups groups(Sample sample, String username, String... wanted) {
    try (DirectoryRegistry directories = new DirectoryRegistry()) {
      Answer answer =
          directories
              .of(sample.groups(Sample.groupOfNames()).settings())
              .lookup(Sample.groups(username, wanted));
      assertThat(answer).isInstanceOf(Answer.Found.class);
      return ((Answer.Found) answer).groups();
    }
  }

  private static Groups member(String... names) {
    return new Groups.Known(Set.of(names), Set.of());
  }

  @Test
  void countsWithTheGroupsAboveIt() {
    assertThat(groups("alice", "unix", "above unix", "top", "crew"))
        .isEqualTo(member("unix", "above unix", "top"));
  }

  @Test
  void countsByItsDn() {
    assertThat(groups("alice", "CN=Unix," + Sample.GROUPS))
        .isEqualTo(member("CN=Unix," + Sample.GROUPS));
  }

  @Test
  void isToldFromOtherGroups() {
    assertThat(groups("bob", "unix", "above unix")).isEqualTo(member());
  }

  @Test
  void countsOutsideTheBaseOfTheGroups() {
    assertThat(groups("dave", "above unit", "unix")).isEqualTo(member("above unit"));
  }

  @Test
  void isUnknownWhereNoGroupHasItsNumber() {
    assertThat(groups("carol", "unix"))
        .isEqualTo(
            new Groups.Unreadable(
                "no group of the directory answers to the gidNumber of the user"));
  }

  @Test
  void isUnknownWhereSeveralGroupsHaveItsNumber() {
    assertThat(groups("erin", "twin1")).isInstanceOf(Groups.Unreadable.class);
  }

  @Test
  void leavesMembershipThatIsCertainAsItIs() {
    assertThat(groups("carol", "unix", "of carol")).isEqualTo(member("of carol"));
  }

  @Test
  void isNoneWhereTheDirectoryHasNoPosixGroups() {
    try (FakeActiveDirectory server = FakeActiveDirectory.start(false)) {
      server.add(
          "uid=alice," + Sample.PEOPLE,
          "inetOrgPerson",
          new Attribute("objectClass", "posixAccount"),
          new Attribute("gidNumber", "100"));
      server.add("cn=ops," + Sample.GROUPS, "groupOfNames");

      assertThat(groups(Sample.of(server.url()).anonymous(), "alice", "ops")).isEqualTo(member());
    }
  }

  @Test
  void isUnknownWhereTheAccountDoesNotShowIt() {
    try (FakeActiveDirectory server = FakeActiveDirectory.start(false)) {
      server.add(
          "uid=alice," + Sample.PEOPLE,
          "inetOrgPerson",
          new Attribute("objectClass", "posixAccount"));
      server.add("cn=ops," + Sample.GROUPS, "groupOfNames");

      assertThat(groups(Sample.of(server.url()).anonymous(), "alice", "ops"))
          .isInstanceOf(Groups.Unreadable.class);
    }
  }
}
