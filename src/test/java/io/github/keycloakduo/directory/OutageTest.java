package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsSlapd
@Timeout(60)
class OutageTest {
  /** Generous, because the machine of the test may be busy. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private final ManualTicker ticker = new ManualTicker();
  private final DirectoryRegistry directories = new DirectoryRegistry(ticker);
  private Slapd slapd;

  @BeforeEach
  void start() {
    slapd = Slapd.start();
    Sample.prepare(slapd);
    slapd.add(
        "dn: uid=alice," + Sample.PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: alice",
        "cn: Alice",
        "sn: Person",
        "description: alice.duo");
  }

  @AfterEach
  void stop() {
    directories.close();
    slapd.close();
  }

  private UserDirectory directory() {
    return directories.of(Sample.of(slapd.url()).timeouts(Duration.ofSeconds(2)).settings());
  }

  private static Answer look(UserDirectory directory) {
    return directory.lookup(Sample.name("alice"));
  }

  private void letAnswersAge() {
    ticker.advance(LdapUserDirectory.CACHE_TTL.plusSeconds(1));
  }

  @Test
  void saysThatTheBindPasswordIsWrongWithoutShowingIt() {
    Answer answer =
        look(directories.of(Sample.of(slapd.url()).bind(Sample.READER, "hunter2").settings()));

    assertThat(answer)
        .isEqualTo(
            new Answer.Unavailable("the directory refused the bind: wrong bind DN or password"));
  }

  @Test
  void asksWithoutABindWhereNoneIsConfigured() {
    assertThat(look(directories.of(Sample.of(slapd.url()).anonymous().settings())))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void saysThatTheBaseIsMissing() {
    String base = "ou=nowhere," + Slapd.SUFFIX;

    assertThat(look(directories.of(Sample.of(slapd.url()).usersBase(base).settings())))
        .isEqualTo(
            new Answer.Unavailable(
                "the base " + base + " does not exist, or the bind user may not see it"));
  }

  @Test
  void followsNoReferral() {
    slapd.add(
        "dn: ou=remote," + Slapd.SUFFIX,
        "objectClass: referral",
        "objectClass: extensibleObject",
        "ou: remote",
        "ref: ldap://192.0.2.1/ou=remote," + Slapd.SUFFIX);
    String base = "ou=remote," + Slapd.SUFFIX;

    Answer whole = look(directories.of(Sample.of(slapd.url()).usersBase(base).settings()));
    Answer above = look(directories.of(Sample.of(slapd.url()).usersBase(Slapd.SUFFIX).settings()));

    assertThat(whole).asString().contains("refers to another server");
    assertThat(above).isInstanceOf(Answer.Found.class);
  }

  @Test
  void worksAgainAfterTheDirectoryWasAway() {
    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
    slapd.kill();
    letAnswersAge();

    for (int i = 0; i < DirectoryBulkhead.POLICY.failures(); i++) {
      assertThat(look(directory())).asString().contains("no connection to the directory");
    }
    assertThat(look(directory())).asString().contains("a moment ago");
    slapd.launch();
    assertThat(look(directory())).asString().contains("a moment ago");
    ticker.advance(DirectoryBulkhead.POLICY.pause());

    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
  }

  @Test
  void doesNotNoticeARestartBetweenTwoLogins() {
    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
    slapd.kill();
    slapd.launch();
    letAnswersAge();

    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
  }

  @Test
  void givesUpInTimeWhenTheDirectoryHangs() {
    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
    slapd.freeze();
    letAnswersAge();

    long start = System.nanoTime();
    Answer onOldConnection = look(directory());
    Answer onNewConnection = look(directory());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    slapd.thaw();

    assertThat(List.of(onOldConnection, onNewConnection))
        .containsOnly(new Answer.Unavailable("the directory did not answer in time"));
    assertThat(took).isLessThan(SOON);
    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
  }

  @Test
  void givesUpInTimeWhenTheDirectoryHangsInTheHandshake() {
    slapd.freeze();
    Duration limit = Duration.ofSeconds(2);

    long start = System.nanoTime();
    Answer tls =
        look(
            directories.of(
                Sample.of(slapd.tlsUrl()).timeouts(limit).trust(slapd.authority()).settings()));
    Answer startTls =
        look(
            directories.of(
                Sample.of(slapd.url())
                    .startTls()
                    .timeouts(limit)
                    .trust(slapd.authority())
                    .settings()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(tls).isInstanceOf(Answer.Unavailable.class);
    assertThat(startTls).isInstanceOf(Answer.Unavailable.class);
    assertThat(took).isLessThan(SOON);
  }

  @Test
  void holdsUpFewLoginsAndTellsTheOthersAtOnce() throws Exception {
    slapd.freeze();
    UserDirectory directory = directory();
    ExecutorService logins = Executors.newFixedThreadPool(40);

    long start = System.nanoTime();
    List<Future<Answer>> answers =
        IntStream.range(0, 40)
            .mapToObj(i -> logins.submit(() -> directory.lookup(Sample.name("user" + i))))
            .toList();
    logins.shutdown();
    int heldUp = 0;
    for (Future<Answer> answer : answers) {
      Answer got = answer.get();
      assertThat(got).isInstanceOf(Answer.Unavailable.class);
      heldUp += got.toString().contains("in time") ? 1 : 0;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(heldUp).isBetween(1, 2 * DirectoryBulkhead.MAX_CONCURRENT_LOOKUPS);
    assertThat(took).isLessThan(SOON);
  }

  @Test
  void takesTheNextServerWhenTheFirstIsAway() {
    try (Slapd first = Slapd.start()) {
      Sample.prepare(first);
      UserDirectory both = directories.of(Sample.of(first.url(), slapd.url()).settings());
      assertThat(look(both)).isEqualTo(new Answer.NotFound());
      first.kill();

      assertThat(look(both)).isInstanceOf(Answer.Found.class);
    }
  }

  @Test
  void leavesNoConnectionOpenAtTheEnd() {
    assertThat(look(directory())).isInstanceOf(Answer.Found.class);
    assertThat(slapd.connections()).isOne();

    directories.close();

    while (slapd.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void keepsTheAttributeWhenOnlyTheGroupsAreLost() {
    GroupSearch nowhere =
        new GroupSearch(
            Sample.dn("ou=nowhere," + Slapd.SUFFIX),
            Scope.SUBTREE,
            "cn",
            Set.of(),
            Optional.empty(),
            MembershipAttribute.byDn("member"),
            Optional.empty());
    UserDirectory directory = directories.of(Sample.of(slapd.url()).groups(nowhere).settings());

    Answer answer =
        directory.lookup(
            new UserDirectory.Query("alice", Optional.of("description"), Set.of("admins")));

    assertThat(answer).isInstanceOf(Answer.Found.class);
    assertThat(((Answer.Found) answer).value()).contains(new UserDirectory.Value.Text("alice.duo"));
    assertThat(((Answer.Found) answer).groups()).isInstanceOf(Groups.Unreadable.class);
  }
}
