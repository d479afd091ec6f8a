package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {
  private static DistinguishedName dn(String text) {
    return DistinguishedName.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Doe\\, Jane,OU=Ops,DC=corp",
        "cn = doe\\2c jane , ou = ops , dc = corp",
        "cn=\"Doe, Jane\",ou=ops,dc=corp"
      })
  void isEqualHoweverItIsWritten(String text) {
    assertThat(dn(text)).isEqualTo(dn("cn=doe\\, jane,ou=ops,dc=corp"));
    assertThat(dn(text)).hasSameHashCodeAs(dn("cn=doe\\, jane,ou=ops,dc=corp"));
  }

  @Test
  void ignoresTheOrderInsideAnRdn() {
    assertThat(dn("cn=a+ou=b,dc=corp")).isEqualTo(dn("ou=b+cn=a,dc=corp"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cn=doe", "cn=doe,dc=corp,dc=corp", "uid=doe,dc=corp", "cn=d oe,dc=corp"})
  void differsWhenItNamesAnotherEntry(String text) {
    assertThat(dn(text)).isNotEqualTo(dn("cn=doe,dc=corp"));
  }

  @Test
  void ignoresCaseInTurkeyToo() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(dn("CN=ADMIN Ä,DC=CORP")).isEqualTo(dn("cn=admin ä,dc=corp"));
      assertThat(dn("CN=ÄI,DC=CORP")).isEqualTo(dn("cn=äi,dc=corp"));
    } finally {
      Locale.setDefault(before);
    }
  }

  /** However they are written: plain, or escaped byte by byte. */
  @ParameterizedTest
  @CsvSource({
    "cn=ſtaff, cn=staff",
    "cn=\\c5\\bftaff, cn=staff",
    "cn=\u212Aim, cn=kim",
    "cn=\\e2\\84\\aaim, cn=kim",
    "cn=\\c4\\b0rina, cn=irina",
    "cn=ırina, cn=IRINA"
  })
  void resemblesWhatSomeDirectoriesTakeForItButIsNotEqual(String one, String other) {
    assertThat(dn(one)).isNotEqualTo(dn(other));
    assertThat(dn(one).resembles(dn(other))).isTrue();
  }

  @Test
  void tellsValuesApartThatAreNoText() {
    assertThat(dn("cn=#0401ff")).isNotEqualTo(dn("cn=#0401fe"));
    assertThat(dn("cn=#0401ff").resembles(dn("cn=#0401fe"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Domain Admins", "cn", "cn=a,,dc=b", "=a", "cn=a,b"})
  void isNotEveryText(String text) {
    assertThat(DistinguishedName.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ou=people,ou=emea,dc=corp,dc=example | dc=corp,dc=example
          ou=people,o=corp                     | o=corp
          OU=People,O=Corp,C=DE                | o=corp,c=de
          dc=corp,dc=example                   | dc=corp,dc=example
          ou=people,ou=corp                    | ou=corp
          ou=people                            | ou=people
          """)
  void knowsTheTopOfItsTree(String text, String top) {
    assertThat(dn(text).top()).isEqualTo(dn(top));
  }
}
