package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The primary group of Active Directory, which does not name its members. */
class WindowsPrimaryGroupTest {
  private static final String ALICE = "uid=alice," + Sample.PEOPLE;

  /** Alice, whose entry also has these, among groups of which none names her. */
  private static FakeActiveDirectory fill(FakeActiveDirectory server, Attribute... ofAlice) {
    server.add(ALICE, "inetOrgPerson", ofAlice);
    server.add(group("Domain Users"), "group", Sids.objectSid(513));
    server.add(
        group("above"),
        "group",
        Sids.objectSid(2001),
        new Attribute("member", group("Domain Users")));
    server.add(
        group("top"), "group", Sids.objectSid(2002), new Attribute("member", group("above")));
    server.add(group("other"), "group", Sids.objectSid(2003));
    return server;
  }

  private static String group(String name) {
    return "cn=" + name + "," + Sample.GROUPS;
  }

  private static Groups look(FakeActiveDirectory server, Sample sample, String... wanted) {
    try (DirectoryRegistry directories = new DirectoryRegistry()) {
      DirectorySettings settings =
          sample
              .anonymous()
              .groups(Sample.kind("group", MembershipAttribute.byDn("member")))
              .settings();
      Answer answer = directories.of(settings).lookup(Sample.groups("alice", wanted));
      assertThat(answer).isInstanceOf(Answer.Found.class);
      return ((Answer.Found) answer).groups();
    } finally {
      server.close();
    }
  }

  private static Groups look(FakeActiveDirectory server, String... wanted) {
    return look(server, Sample.of(server.url()).activeDirectory(), wanted);
  }

  private static Groups member(String... names) {
    return new Groups.Known(Set.of(names), Set.of());
  }

  private static Attribute[] domainUser() {
    return new Attribute[] {Sids.objectSid(1104), Sids.primaryGroup("513")};
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsWithTheGroupsAboveIt(boolean inChain) {
    FakeActiveDirectory server = fill(FakeActiveDirectory.start(inChain), domainUser());

    assertThat(look(server, "Domain Users", "above", "top", "other"))
        .isEqualTo(member("Domain Users", "above", "top"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isToldFromOtherGroups(boolean inChain) {
    FakeActiveDirectory server = fill(FakeActiveDirectory.start(inChain), domainUser());

    assertThat(look(server, "other")).isEqualTo(member());
  }

  @Test
  void countsWhereTheProviderDoesNotSayThatItIsAnActiveDirectory() {
    FakeActiveDirectory server = fill(FakeActiveDirectory.start(true), domainUser());

    assertThat(look(server, Sample.of(server.url()), "top")).isEqualTo(member("top"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countsOutsideTheBaseOfTheGroups(boolean inChain) {
    FakeActiveDirectory server =
        fill(FakeActiveDirectory.start(inChain), Sids.objectSid(1104), Sids.primaryGroup("777"));
    String builtIn = "cn=Outside," + Slapd.SUFFIX;
    server.add(builtIn, "group", Sids.objectSid(777));
    server.add(group("above outside"), "group", new Attribute("member", builtIn));

    assertThat(look(server, "above outside", "other")).isEqualTo(member("above outside"));
  }

  /** What cannot be told must exempt nobody, whichever list it is. */
  static Stream<List<Attribute>> unreadable() {
    return Stream.of(
        List.of(),
        List.of(Sids.objectSid(1104)),
        List.of(Sids.primaryGroup("513")),
        List.of(Sids.objectSid(1104), Sids.primaryGroup("")),
        List.of(Sids.objectSid(1104), Sids.primaryGroup("-513")),
        List.of(Sids.objectSid(1104), Sids.primaryGroup("4294967809")),
        List.of(Sids.objectSid(1104), new Attribute("primaryGroupID", "513", "514")),
        List.of(new Attribute("objectSid", "S-1-5-21-1-2-3-1104"), Sids.primaryGroup("513")),
        List.of(Sids.objectSid(1104), Sids.primaryGroup("9999")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void isUnknownWhereTheDomainDoesNotShowIt(List<Attribute> ofAlice) {
    FakeActiveDirectory server =
        fill(FakeActiveDirectory.start(true), ofAlice.toArray(new Attribute[0]));

    assertThat(look(server, "Domain Users", "other")).isInstanceOf(Groups.Unreadable.class);
  }

  @Test
  void isUnknownWhereSeveralGroupsHaveItsNumber() {
    FakeActiveDirectory server = fill(FakeActiveDirectory.start(true), domainUser());
    server.add(group("twin"), "group", Sids.objectSid(513));

    assertThat(look(server, "other")).isInstanceOf(Groups.Unreadable.class);
  }

  @Test
  void leavesMembershipThatIsCertainAsItIs() {
    FakeActiveDirectory server = fill(FakeActiveDirectory.start(true), Sids.objectSid(1104));
    server.add(group("hers"), "group", new Attribute("member", ALICE));

    assertThat(look(server, "hers", "other")).isEqualTo(member("hers"));
  }

  @Test
  void isNoneWhereThereIsNoDomain() {
    FakeActiveDirectory lightweight = fill(FakeActiveDirectory.startLightweight());
    assertThat(look(lightweight, "Domain Users")).isEqualTo(member());

    FakeActiveDirectory other = fill(FakeActiveDirectory.start(false));
    assertThat(look(other, "Domain Users")).isEqualTo(member());
  }
}
