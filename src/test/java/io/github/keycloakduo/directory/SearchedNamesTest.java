package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SearchedNamesTest {
  private static final List<String> PEOPLE =
      List.of("alice", "bob", "a*", "(uid=*)", "*", "b\\62", "a,b", "jörg", "#x", "a b");

  private static final FakeActiveDirectory SERVER = FakeActiveDirectory.start(false);
  private static final DirectoryRegistry DIRECTORIES = new DirectoryRegistry();

  @BeforeContainer
  static void fill() {
    for (int i = 0; i < PEOPLE.size(); i++) {
      SERVER.add(
          "employeeNumber=" + i + "," + Sample.PEOPLE,
          "inetOrgPerson",
          new Attribute("uid", PEOPLE.get(i)),
          new Attribute("description", PEOPLE.get(i)));
    }
  }

  @AfterContainer
  static void stop() {
    DIRECTORIES.close();
    SERVER.close();
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> hostile =
        Arbitraries.strings()
            .withChars("()*\\&|!=,+\"<>;#/ \u0000\u0001äöüßéabuid26")
            .ofMinLength(1)
            .ofMaxLength(12);
    Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
    return Arbitraries.oneOf(hostile, any, Arbitraries.of(PEOPLE));
  }

  private static UserDirectory directory() {
    return DIRECTORIES.of(Sample.of(SERVER.url()).anonymous().settings());
  }

  @Property(tries = 1000)
  void findsAPersonByHisNameOnly(@ForAll("names") String name) {
    Answer answer = directory().lookup(Sample.attribute(name, "description"));

    if (answer instanceof Answer.Found found) {
      String owner = ((Value.Text) found.value().orElseThrow()).text();
      assertThat(NameComparison.same(owner, name)).isTrue();
    } else {
      assertThat(answer).isInstanceOf(Answer.NotFound.class);
      assertThat(PEOPLE).doesNotContain(name);
    }
  }

  @Property(tries = 1000)
  void makesAFilterThatMatchesNoOtherName(
      @ForAll("names") String searched, @ForAll("names") String owner) throws LDAPException {
    UserSearch users = Sample.of("ldap://localhost").settings().users();
    // Through text and back, as a server that logs and parses it would.
    Filter filter = Filter.create(users.filterFor(searched).toString());
    Entry entry =
        new Entry(
            "cn=somebody",
            new Attribute("objectClass", "inetOrgPerson"),
            new Attribute("uid", owner));

    if (filter.matchesEntry(entry)) {
      assertThat(owner.strip().replaceAll(" +", " "))
          .isEqualToIgnoringCase(searched.strip().replaceAll(" +", " "));
    }
  }

  @Example
  void findsEverybodyByHisOwnName() {
    for (String name : PEOPLE) {
      assertThat(directory().lookup(Sample.name(name))).isInstanceOf(Answer.Found.class);
    }
  }
}
