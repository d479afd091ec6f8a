package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@NeedsSlapd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTest {
  private static final Answer UNTRUSTED =
      new Answer.Unavailable(
          "the certificate of the directory is not trusted, or is for another host");

  private final DirectoryRegistry directories = new DirectoryRegistry();
  private Slapd slapd;
  private Slapd elsewhere;

  @BeforeAll
  void start() {
    slapd = Slapd.start();
    elsewhere = Slapd.startWithCertificateFor(List.of("localhost"));
    for (Slapd each : List.of(slapd, elsewhere)) {
      Sample.prepare(each);
      each.add(
          "dn: uid=alice," + Sample.PEOPLE,
          "objectClass: inetOrgPerson",
          "uid: alice",
          "cn: Alice",
          "sn: Person");
    }
  }

  @AfterAll
  void stop() {
    slapd.close();
    elsewhere.close();
  }

  @AfterEach
  void disconnect() {
    directories.close();
  }

  private Answer look(Sample sample) {
    return directories.of(sample.settings()).lookup(Sample.name("alice"));
  }

  @Test
  void speaksTlsFromTheFirstByte() {
    assertThat(look(Sample.of(slapd.tlsUrl()).trust(slapd.authority())))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void startsTlsOnAPlainConnection() {
    assertThat(look(Sample.of(slapd.url()).startTls().trust(slapd.authority())))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void needsNoSecondTlsInsideTls() {
    assertThat(look(Sample.of(slapd.tlsUrl()).startTls().trust(slapd.authority())))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void refusesAnUnknownAuthority() {
    assertThat(look(Sample.of(slapd.tlsUrl()).trust(elsewhere.authority()))).isEqualTo(UNTRUSTED);
    assertThat(look(Sample.of(slapd.url()).startTls().trust(elsewhere.authority())))
        .isEqualTo(UNTRUSTED);
  }

  @Test
  void trustsWhatTheJvmTrustsWhenNothingElseIsGiven() {
    assertThat(look(Sample.of(slapd.tlsUrl()))).isEqualTo(UNTRUSTED);
    assertThat(look(Sample.of(slapd.url()).startTls())).isEqualTo(UNTRUSTED);
  }

  @Test
  void refusesACertificateForAnotherHost() {
    assertThat(look(Sample.of(elsewhere.tlsUrl()).trust(elsewhere.authority())))
        .isEqualTo(UNTRUSTED);
    assertThat(look(Sample.of(elsewhere.url()).startTls().trust(elsewhere.authority())))
        .isEqualTo(UNTRUSTED);
  }

  @Test
  void comparesTheNameThatTheAdministratorWrote() {
    String tls = elsewhere.tlsUrl().replace("127.0.0.1", "localhost");
    String plain = elsewhere.url().replace("127.0.0.1", "localhost");

    assertThat(look(Sample.of(tls).trust(elsewhere.authority()))).isInstanceOf(Answer.Found.class);
    assertThat(look(Sample.of(plain).startTls().trust(elsewhere.authority())))
        .isInstanceOf(Answer.Found.class);
  }

  @Test
  void refusesAServerThatSpeaksNoTls() {
    assertThat(look(Sample.of(slapd.url().replace("ldap:", "ldaps:")).trust(slapd.authority())))
        .isInstanceOf(Answer.Unavailable.class);
  }
}
