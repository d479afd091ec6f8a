package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InChainGroupSearchTest {
  private static final String ALICE = "uid=alice," + Sample.PEOPLE;

  private static FakeActiveDirectory start(boolean capable) {
    FakeActiveDirectory server = FakeActiveDirectory.start(capable);
    server.add(ALICE, "inetOrgPerson", Sids.objectSid(1104), Sids.primaryGroup("513"));
    server.add(group("everybody"), "group", Sids.objectSid(513));
    server.add(group("inner"), "group", new Attribute("member", ALICE, group("outer")));
    server.add(group("middle"), "group", new Attribute("member", group("inner")));
    server.add(group("outer"), "group", new Attribute("member", group("middle")));
    server.add(group("other"), "group", new Attribute("member", "uid=bob," + Sample.PEOPLE));
    return server;
  }

  private static String group(String name) {
    return "cn=" + name + "," + Sample.GROUPS;
  }

  private static Groups look(
      DirectoryRegistry directories, FakeActiveDirectory server, String... wanted) {
    DirectorySettings settings =
        Sample.of(server.url())
            .anonymous()
            .activeDirectory()
            .pageSize(1000)
            .groups(Sample.kind("group", MembershipAttribute.byDn("member")))
            .settings();
    Answer answer = directories.of(settings).lookup(Sample.groups("alice", wanted));
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return ((Answer.Found) answer).groups();
  }

  @Test
  void letsTheServerFollowNestedGroups() {
    try (FakeActiveDirectory server = start(true);
        DirectoryRegistry directories = new DirectoryRegistry()) {
      assertThat(look(directories, server, "Outer", group("middle"), "other", "ghosts"))
          .isEqualTo(new Groups.Known(Set.of("Outer", group("middle")), Set.of("ghosts")));
      server.forgetFilters();
      look(directories, server, "outer", "other");

      assertThat(server.filters())
          .as("user, groups of interest, primary group, membership")
          .hasSize(4);
      assertThat(server.filters().get(3)).contains("member:1.2.840.113556.1.4.1941:=");
    }
  }

  @Test
  void climbsByItselfWhereTheServerDoesNotKnowTheRule() {
    try (FakeActiveDirectory server = start(false);
        DirectoryRegistry directories = new DirectoryRegistry()) {
      assertThat(look(directories, server, "outer", "other"))
          .isEqualTo(new Groups.Known(Set.of("outer"), Set.of()));
      assertThat(server.filters()).noneMatch(filter -> filter.contains("1.2.840"));
    }
  }
}
