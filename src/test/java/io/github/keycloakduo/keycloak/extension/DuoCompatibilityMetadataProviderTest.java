package io.github.keycloakduo.keycloak.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.mfa.Device;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DuoCompatibilityMetadataProviderTest {
  private final DuoCompatibilityMetadataProvider provider = new DuoCompatibilityMetadataProvider();

  @Test
  void sameTablesAndObjectsHaveTheSameMetadata() {
    assertThat(provider.metadata())
        .isEqualTo(new DuoCompatibilityMetadataProvider().metadata())
        .containsOnlyKeys("tables", "shared-objects")
        .allSatisfy((name, value) -> assertThat(value).matches("[0-9a-f]{64}"));
  }

  @Test
  void theFormatIsThatOfAllThatAStateIsMadeOf() {
    Map<String, String> shapes =
        SharedFormat.shapes(List.of(LoginState.class, ChallengeState.class));

    assertThat(shapes)
        .containsKeys(
            LoginState.Phase.FactorSelection.class.getName(),
            LoginState.Phase.QuestionsPending.class.getName(),
            Device.class.getName());
    assertThat(shapes.get(LoginState.class.getName())).contains("factorStarted:boolean;");
    assertThat(shapes).noneSatisfy((name, shape) -> assertThat(name).startsWith("java."));
  }

  private record Small(String text) {}

  private record Large(String text, Optional<Inner> inner) {}

  private enum Inner {
    ONE,
    TWO
  }

  private sealed interface Either {}

  private record Left() implements Either {}

  private record Right(List<Inner> all) implements Either {}

  @Test
  void membersCasesAndConstantsAreDescribed() {
    assertThat(SharedFormat.shapes(List.of(Small.class))).containsValue("text:java.lang.String;");
    assertThat(SharedFormat.shapes(List.of(Large.class)))
        .containsKeys(Large.class.getName(), Inner.class.getName())
        .containsValue("[ONE, TWO]");
    assertThat(SharedFormat.shapes(List.of(Either.class)))
        .containsOnlyKeys(
            Either.class.getName(),
            Left.class.getName(),
            Right.class.getName(),
            Inner.class.getName());
    assertThat(SharedFormat.of(List.of(Small.class)))
        .isNotEqualTo(SharedFormat.of(List.of(Large.class)));
  }
}
