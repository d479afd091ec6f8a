package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsSlapd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupLookupTest {
  private final DirectoryRegistry directories = new DirectoryRegistry();
  private Slapd slapd;

  @BeforeAll
  void start() throws Exception {
    slapd = Slapd.start();
    new SampleGroups(slapd).fill();
  }

  @AfterAll
  void stop() {
    slapd.close();
  }

  @AfterEach
  void disconnect() {
    directories.close();
  }

  private Groups groups(Sample sample, String username, String... wanted) {
    Answer answer = directories.of(sample.settings()).lookup(Sample.groups(username, wanted));
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).groups();
  }

  private Sample byMember() {
    return Sample.of(slapd.url()).groups(Sample.groupOfNames());
  }

  private static Groups member(String... names) {
    return new Groups.Known(Set.of(names), Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"level1", "level2", "level3", "level4", "level5"})
  void countsNestedGroupsAtAnyDepthInSpiteOfACycle(String name) {
    assertThat(groups(byMember(), "alice", name)).isEqualTo(member(name));
  }

  @Test
  void endsInACycleWhenTheGroupIsNotReached() {
    assertThat(groups(byMember(), "alice", "others")).isEqualTo(member());
  }

  @Test
  void answersForSeveralGroupsAtOnceAndReportsTheMissing() {
    assertThat(groups(byMember(), "alice", "level1", "level4", "others", "ghosts"))
        .isEqualTo(new Groups.Known(Set.of("level1", "level4"), Set.of("ghosts")));
  }

  @Test
  void takesNamesAndDnsInAnyCaseAndSpelling() {
    String[] spellings = {
      "LEVEL1",
      " level1 ",
      "CN=Level1,OU=Groups,DC=Corp,DC=Example",
      "cn = level1 , ou=groups,  dc=corp , dc=example",
      "cn=\\6cevel1,ou=groups,dc=corp,dc=example"
    };

    assertThat(groups(byMember(), "alice", spellings)).isEqualTo(member(spellings));
  }

  @Test
  void takesOddNamesOfGroups() {
    String name = "ops, \"night\" #1 (x*) \\ ü";
    String dn = "cn=ops\\, \\\"night\\\" #1 (x*) \\\\ ü," + Sample.GROUPS;

    assertThat(groups(byMember(), "alice", name, dn)).isEqualTo(member(name, dn));
    assertThat(groups(byMember(), SampleGroups.ODD_NAME, "of the odd"))
        .isEqualTo(member("of the odd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "level*",
        "cn=*,ou=groups,dc=corp,dc=example",
        "level1)(cn=*",
        "cn=level1",
        "cn=level1,dc=corp,dc=example",
        "level1\u0000",
        "cn=level1,ou=more,ou=groups,dc=corp,dc=example",
        "uid=alice,ou=people,dc=corp,dc=example"
      })
  void findsNoGroupByWhatIsNotItsName(String wanted) {
    assertThat(groups(byMember(), "alice", wanted))
        .isEqualTo(new Groups.Known(Set.of(), Set.of(wanted)));
  }

  @Test
  void trustsNoNameThatSeveralGroupsHave() {
    assertThat(groups(byMember(), "alice", "double")).isInstanceOf(Groups.Unreadable.class);
    assertThat(groups(byMember(), "alice", SampleGroups.group("double")))
        .isEqualTo(member(SampleGroups.group("double")));
  }

  @Test
  void readsGroupsOfUniqueNamesWithAndWithoutIdentifier() {
    Sample unique = Sample.of(slapd.url()).groups(Sample.groupOfUniqueNames());

    assertThat(
            groups(
                unique,
                "alice",
                "unique",
                "unique with id",
                "unique with other id",
                "above unique"))
        .isEqualTo(member("unique", "unique with id", "above unique"));
  }

  @Test
  void readsPosixGroups() {
    Sample posix = Sample.of(slapd.url()).groups(Sample.posixGroup());

    assertThat(groups(posix, "alice", "unix")).isEqualTo(member("unix"));
    assertThat(groups(posix, "bob", "unix")).isEqualTo(member());
  }

  @Test
  void readsAllKindsTogether() {
    Sample all = byMember().groups(Sample.groupOfUniqueNames()).groups(Sample.posixGroup());

    assertThat(groups(all, "alice", "level3", "above unique", "unix", "above unix"))
        .isEqualTo(member("level3", "above unique", "unix", "above unix"));
    assertThat(groups(all, "bob", "level3", "above unique", "unix", "above unix"))
        .isEqualTo(member());
  }

  @Test
  void believesTheAttributeOfTheUserThatNamesHisGroups() {
    // The groups are asked for an attribute that none has, so only the user's entry can tell.
    GroupSearch byMemberOf =
        new GroupSearch(
            Sample.dn(Sample.GROUPS),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            Optional.empty(),
            MembershipAttribute.byDn("seeAlso"),
            Optional.of("memberOf"));
    Sample sample = Sample.of(slapd.url()).groups(byMemberOf);

    assertThat(groups(sample, "alice", "level1", "others")).isEqualTo(member("level1"));
  }

  @Test
  void climbsFromTheGroupsThatTheUserNames() {
    GroupSearch byMemberOf =
        new GroupSearch(
            Sample.dn(Sample.GROUPS),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            Optional.empty(),
            MembershipAttribute.byDn("member"),
            Optional.of("memberOf"));

    assertThat(groups(Sample.of(slapd.url()).groups(byMemberOf), "alice", "level5"))
        .isEqualTo(member("level5"));
  }

  /** What it holds is no DN, so that any group may be meant. */
  @Test
  void saysSoWhenTheUserNamesHisGroupsByWhatIsNoDn() {
    GroupSearch byName =
        new GroupSearch(
            Sample.dn(Sample.GROUPS),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            Optional.empty(),
            MembershipAttribute.byDn("member"),
            Optional.of("sn"));

    assertThat(groups(Sample.of(slapd.url()).groups(byName), "bob", "level1"))
        .isInstanceOf(Groups.Unreadable.class);
  }

  @Test
  void saysSoWhenTheUserNamesAGroupByLettersThatSomeTakeForTheSame() throws Exception {
    slapd.add(
        "dn: " + SampleGroups.group("kernel"),
        "objectClass: groupOfNames",
        "cn: kernel",
        "member: uid=bob," + Sample.PEOPLE);
    slapd.add(
        List.of(
            new Entry(
                "uid=mixed," + Sample.PEOPLE,
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", "mixed"),
                new Attribute("cn", "mixed"),
                new Attribute("sn", "Person"),
                new Attribute("description", "cn=\u212Aernel," + Sample.GROUPS))));
    GroupSearch byDescription =
        new GroupSearch(
            Sample.dn(Sample.GROUPS),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            Optional.empty(),
            MembershipAttribute.byDn("member"),
            Optional.of("description"));
    Sample sample = Sample.of(slapd.url()).groups(byDescription);

    assertThat(groups(sample, "mixed", "kernel")).isInstanceOf(Groups.Unreadable.class);
    assertThat(groups(sample, "mixed", "level1")).isEqualTo(member());
  }

  @Test
  void countsOnlyGroupsThatMatchTheFilterOfTheMapperButClimbsThroughAll() {
    GroupSearch narrow =
        new GroupSearch(
            Sample.dn(Sample.GROUPS),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            SearchFilter.parse("(cn=level4)"),
            MembershipAttribute.byDn("member"),
            Optional.empty());

    assertThat(groups(Sample.of(slapd.url()).groups(narrow), "alice", "level4", "level3"))
        .isEqualTo(new Groups.Known(Set.of("level4"), Set.of("level3")));
  }

  @Test
  void managesAThousandGroupsPageByPage() {
    assertThat(groups(byMember().pageSize(100), "busy", "many999", "above many", "level1"))
        .isEqualTo(member("many999", "above many"));
  }

  @Test
  void saysSoWhenTheServerDoesNotGiveAllGroups() {
    // The server's limit is 500 for whoever does not ask page by page.
    assertThat(groups(byMember(), "busy", "above many")).isInstanceOf(Groups.Unreadable.class);
  }

  @Test
  void saysSoWhenThereIsNoPlaceForGroups() {
    GroupSearch nowhere =
        new GroupSearch(
            Sample.dn("ou=nowhere," + Slapd.SUFFIX),
            Scope.SUBTREE,
            "cn",
            Set.of("groupOfNames"),
            Optional.empty(),
            MembershipAttribute.byDn("member"),
            Optional.empty());

    assertThat(groups(Sample.of(slapd.url()).groups(nowhere), "alice", "level1"))
        .isEqualTo(
            new Groups.Unreadable(
                "the base ou=nowhere,dc=corp,dc=example does not exist, or the bind user may not"
                    + " see it"));
    assertThat(groups(Sample.of(slapd.url()), "alice", "level1"))
        .isInstanceOf(Groups.Unreadable.class);
  }

  /** The first one also looks at what the server says of itself. */
  private long searchesAfterTheFirstLookup() {
    groups(byMember(), "bob", "others");
    return slapd.searches();
  }

  @Test
  void needsThreeSearchesForDirectGroupsHoweverMany() {
    long before = searchesAfterTheFirstLookup();

    groups(
        byMember(), "alice", "level1", SampleGroups.group("level1"), "ops, \"night\" #1 (x*) \\ ü");

    assertThat(slapd.searches() - before).as("one of them reads the counter").isEqualTo(3 + 1);
  }

  @Test
  void needsOneSearchMoreForEachLevel() {
    long before = searchesAfterTheFirstLookup();

    groups(byMember(), "alice", "level1", "level2", "level3", "ghosts");

    assertThat(slapd.searches() - before).as("one of them reads the counter").isEqualTo(5 + 1);
  }

  @Test
  void needsTwoSearchesWhenNoGroupExists() {
    long before = searchesAfterTheFirstLookup();

    groups(byMember(), "alice", "ghosts", "phantoms");

    assertThat(slapd.searches() - before).as("one of them reads the counter").isEqualTo(2 + 1);
  }
}
