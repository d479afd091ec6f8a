package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryUrlTest {
  @Test
  void readsHostAndPort() {
    assertThat(DirectoryUrl.parse("ldap://dc1.corp.example:3389"))
        .contains(new DirectoryUrl(false, "dc1.corp.example", 3389));
    assertThat(DirectoryUrl.parse("LDAPS://dc_1/")).contains(new DirectoryUrl(true, "dc_1", 636));
    assertThat(DirectoryUrl.parse("ldap://[::1]")).contains(new DirectoryUrl(false, "::1", 389));
  }

  @Test
  void isWrittenAsItIsRead() {
    DirectoryUrl url = new DirectoryUrl(true, "::1", 636);

    assertThat(DirectoryUrl.parse(url.toString())).contains(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dc1",
        "http://dc1",
        "ldap:///",
        "ldap://dc1:0",
        "ldap://dc1:70000",
        "ldap://dc1/dc=corp",
        "ldap://user@dc1:x",
        "ldap://a b"
      })
  void refusesAnythingElse(String text) {
    assertThat(DirectoryUrl.parse(text)).isEmpty();
  }
}
