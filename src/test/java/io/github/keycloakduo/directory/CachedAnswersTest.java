package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedAnswersTest {
  private final ManualTicker ticker = new ManualTicker();
  private final DirectoryRegistry directories = new DirectoryRegistry(ticker);
  private final FakeActiveDirectory server = FakeActiveDirectory.start(false);

  @BeforeEach
  void fill() {
    server.add("uid=alice," + Sample.PEOPLE, "inetOrgPerson", new Attribute("mail", "a@corp"));
    server.add("cn=ops," + Sample.GROUPS, "groupOfNames", new Attribute("member", "uid=alice"));
  }

  @AfterEach
  void stop() {
    directories.close();
    server.close();
  }

  private Sample sample() {
    return Sample.of(server.url()).anonymous().groups(Sample.groupOfNames());
  }

  private Answer look(Query query) {
    return directories.of(sample().settings()).lookup(query);
  }

  private int searchesFor(Query query) {
    server.forgetFilters();
    look(query);
    return server.filters().size();
  }

  @Test
  void keepsAGoodAnswerForAWhile() {
    Query query = Sample.attribute("alice", "mail");
    Answer first = look(query);

    assertThat(searchesFor(query)).isZero();
    assertThat(look(query)).isEqualTo(first);
    ticker.advance(LdapUserDirectory.CACHE_TTL);
    assertThat(searchesFor(query)).isOne();
  }

  @Test
  void keepsAnswersApartByTheWholeQuery() {
    look(Sample.attribute("alice", "mail"));

    assertThat(searchesFor(Sample.attribute("alice", "description"))).isOne();
    assertThat(searchesFor(Sample.attribute("Alice", "mail"))).isOne();
    assertThat(searchesFor(Sample.groups("alice", "ops"))).isPositive();
  }

  @Test
  void keepsAnswersApartByTheSettings() {
    look(Sample.name("alice"));
    server.forgetFilters();

    directories.of(sample().pageSize(7).settings()).lookup(Sample.name("alice"));

    assertThat(server.filters()).hasSize(1);
  }

  @Test
  void keepsNoAnswerThatSomebodyMayJustBeMending() {
    for (Query query :
        new Query[] {
          Sample.name("nobody"),
          Sample.attribute("alice", "description"),
          Sample.groups("alice", "ghosts")
        }) {
      look(query);

      assertThat(searchesFor(query)).as(query.toString()).isPositive();
    }
  }
}
