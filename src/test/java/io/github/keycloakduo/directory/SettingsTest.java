package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keycloakduo.mfa.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void waitsNeitherForEverNorLong() {
    assertThat(new Timeouts(Duration.ZERO, Duration.ofSeconds(-1))).isEqualTo(Timeouts.defaults());
    assertThat(new Timeouts(Duration.ofHours(1), Duration.ofMillis(20)))
        .isEqualTo(new Timeouts(Timeouts.MAX, Duration.ofMillis(20)));
  }

  @Test
  void bindsNeverWithoutAPassword() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Bind("cn=x", new Secret("")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bind(" ", new Secret("x")));
  }

  @Test
  void showsNoPassword() {
    assertThat(Sample.of("ldap://localhost").bind("cn=x", "hunter2").settings().toString())
        .contains("cn=x")
        .doesNotContain("hunter2");
  }

  @Test
  void takesNoFilterThatIsNone() {
    assertThat(SearchFilter.parse("(&(a=b)(c=d))")).isPresent();
    assertThat(SearchFilter.parse("(a=b")).isEmpty();
    assertThat(SearchFilter.parse("(a=b))(|(c=*)")).isEmpty();
  }
}
