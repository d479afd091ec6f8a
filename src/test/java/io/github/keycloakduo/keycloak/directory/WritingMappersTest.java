package io.github.keycloakduo.keycloak.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;

class WritingMappersTest {
  private static final ComponentModel WRITABLE =
      Components.provider("corp", Map.of("editMode", "WRITABLE"));
  private static final ComponentModel MAIL =
      mapper(Map.of("user.model.attribute", "email", "ldap.attribute", "Mail"));
  private static final ComponentModel FULL_NAME =
      Components.component("full name", WritingMappers.FULL_NAME_MAPPER, Map.of());

  private static ComponentModel mapper(Map<String, String> config) {
    return Components.component("mapper", WritingMappers.ATTRIBUTE_MAPPER, config);
  }

  @Test
  void nameTheAttributesThatAreWritten() {
    assertThat(WritingMappers.sources(WRITABLE, List.of(FULL_NAME, MAIL), "mail"))
        .containsExactly("email");
    assertThat(WritingMappers.sources(WRITABLE, List.of(FULL_NAME, MAIL), "CN"))
        .containsExactlyInAnyOrder("firstName", "lastName");
    assertThat(WritingMappers.sources(WRITABLE, List.of(FULL_NAME, MAIL), "uid")).isEmpty();
  }

  @Test
  void nameNoneThatIsOnlyRead() {
    ComponentModel read =
        mapper(
            Map.of("user.model.attribute", "email", "ldap.attribute", "mail", "read.only", "true"));

    assertThat(WritingMappers.sources(WRITABLE, List.of(read), "mail")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ_ONLY", "UNSYNCED", ""})
  void nameNoneWhereTheDirectoryIsNotWritten(String mode) {
    ComponentModel provider = Components.provider("corp", Map.of("editMode", mode));

    assertThat(WritingMappers.sources(provider, List.of(MAIL), "mail")).isEmpty();
  }
}
