package io.github.keycloakduo.keycloak.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;

class LdapProviderFinderTest {
  private static final ComponentModel CORP = Components.provider("corp", Map.of());
  private static final ComponentModel OTHER =
      Components.provider("other", Map.of("enabled", "false"));

  private static void assertProblem(List<ComponentModel> providers, String name, String sentence) {
    assertThatExceptionOfType(LdapProviderException.class)
        .isThrownBy(() -> LdapProviderFinder.find(providers, name))
        .satisfies(problem -> assertThat(problem.sentence()).isEqualTo(sentence));
  }

  @Test
  void takesTheOneOfThatName() throws LdapProviderException {
    assertThat(LdapProviderFinder.find(List.of(OTHER, CORP), "corp")).isSameAs(CORP);
  }

  @Test
  void saysThatThereIsNone() {
    assertProblem(
        List.of(CORP), "Corp", "ldap_server.name: the realm has no LDAP provider called \"Corp\"");
  }

  @Test
  void choosesNoneOfTwo() {
    assertProblem(
        List.of(CORP, Components.provider("corp", Map.of())),
        "corp",
        "ldap_server.name: the realm has 2 LDAP providers called \"corp\"");
  }

  @Test
  void usesNoneThatIsDisabled() {
    assertProblem(
        List.of(CORP, OTHER), "other", "ldap_server.name: the LDAP provider \"other\" is disabled");
  }
}
