package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsSlapd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserLookupTest {
  private final DirectoryRegistry directories = new DirectoryRegistry();
  private Slapd slapd;

  static List<String> oddNames() {
    return List.of(
        "a*b",
        "a(b)c",
        "a\\b",
        "a\\2ab",
        "Jörg Müller",
        "日本",
        "Doe, Jane",
        "say \"hi\"",
        "#hash",
        "a+b=c;d<e>",
        "o'neill");
  }

  @BeforeAll
  void start() throws Exception {
    slapd = Slapd.start();
    Sample.prepare(slapd);
    List<Entry> people = new ArrayList<>();
    for (String name : oddNames()) {
      people.add(person(name, new Attribute("description", "duo of " + name)));
    }
    people.add(person("alice", new Attribute("description", "alice.duo")));
    people.add(person("none"));
    people.add(person("two", new Attribute("description", "one", "other")));
    people.add(person("blank", new Attribute("description", "   ")));
    people.add(person("control", new Attribute("description", "ali\u0007ce")));
    people.add(person("binary", new Attribute("jpegPhoto", new byte[] {(byte) 0xff, 0x00, 0x10})));
    people.add(person("umlaut", new Attribute("description", "jörg")));
    people.add(person("twin"));
    people.add(twin());
    slapd.add(people);
  }

  @AfterAll
  void stop() {
    slapd.close();
  }

  @AfterEach
  void disconnect() {
    directories.close();
  }

  private static Entry person(String name, Attribute... more) throws Exception {
    DN dn = new DN(new RDN("uid", name), new DN(Sample.PEOPLE));
    Entry entry = new Entry(dn, new Attribute("objectClass", "inetOrgPerson"));
    entry.addAttribute(new Attribute("uid", name));
    entry.addAttribute(new Attribute("cn", name));
    entry.addAttribute(new Attribute("sn", "Person"));
    List.of(more).forEach(entry::addAttribute);
    return entry;
  }

  private static Entry twin() throws Exception {
    Entry entry = person("twin2");
    entry.addAttribute("uid", "twin");
    return entry;
  }

  private Answer description(String username) {
    return directories
        .of(Sample.of(slapd.url()).settings())
        .lookup(Sample.attribute(username, "description"));
  }

  private static Answer found(Value value) {
    return new Answer.Found(Optional.of(value), new Groups.Known(Set.of(), Set.of()));
  }

  @Test
  void readsTheAttribute() {
    assertThat(description("alice")).isEqualTo(found(new Value.Text("alice.duo")));
    assertThat(description("umlaut")).isEqualTo(found(new Value.Text("jörg")));
  }

  @Test
  void takesTheNameInAnyCase() {
    assertThat(description("ALICE")).isEqualTo(found(new Value.Text("alice.duo")));
  }

  @Test
  void needsNoAttribute() {
    Answer answer = directories.of(Sample.of(slapd.url()).settings()).lookup(Sample.name("alice"));

    assertThat(answer)
        .isEqualTo(new Answer.Found(Optional.empty(), new Groups.Known(Set.of(), Set.of())));
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  void findsThePersonWithAnOddNameAndNobodyElse(String name) {
    assertThat(description(name)).isEqualTo(found(new Value.Text("duo of " + name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a*",
        "ali*",
        "nobody",
        "alice)(uid=*",
        "*)(objectClass=*",
        "alice\u0000",
        "\u0000",
        "ａｌｉｃｅ",
        "alice,ou=people",
        "\\61lice",
        ""
      })
  void findsNobodyByANameThatIsNoName(String name) {
    assertThat(description(name)).isEqualTo(new Answer.NotFound());
  }

  @Test
  void trustsNeitherOfTwoEntriesWithTheSameName() {
    assertThat(description("twin")).isEqualTo(new Answer.Ambiguous());
  }

  @Test
  void usesNoAttributeThatIsAbsentDoubleOrEmpty() {
    assertThat(description("none")).isEqualTo(found(new Value.Unusable("has no value")));
    assertThat(description("two")).isEqualTo(found(new Value.Unusable("has 2 values")));
    assertThat(description("blank")).isEqualTo(found(new Value.Unusable("has an empty value")));
  }

  @Test
  void usesNoAttributeThatIsNotText() {
    Answer binary =
        directories
            .of(Sample.of(slapd.url()).settings())
            .lookup(Sample.attribute("binary", "jpegPhoto"));

    assertThat(binary).isEqualTo(found(new Value.Unusable("has a value that is not UTF-8 text")));
    assertThat(description("control"))
        .isEqualTo(found(new Value.Unusable("has a value with control characters")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "+", "1.1", "no such attribute", "", "a)(b=c"})
  void usesNoAttributeByANameThatIsNoAttribute(String attribute) {
    Answer answer =
        directories
            .of(Sample.of(slapd.url()).settings())
            .lookup(Sample.attribute("alice", attribute));

    assertThat(answer).isEqualTo(found(new Value.Unusable("has no value")));
  }

  @Test
  void narrowsTheUsersByTheFilterOfTheProvider() {
    DirectorySettings settings =
        Sample.of(slapd.url()).userFilter("(!(description=alice.duo))").settings();

    assertThat(directories.of(settings).lookup(Sample.name("alice")))
        .isEqualTo(new Answer.NotFound());
    assertThat(directories.of(settings).lookup(Sample.name("none")))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void asksOnceForOneLogin() {
    long before = slapd.searches();

    description("alice");

    assertThat(slapd.searches() - before).isEqualTo(1 + ownSearch());
  }

  /** The counter is read by a search, too. */
  private static long ownSearch() {
    return 1;
  }
}
