package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSecretTest {
  private static final String ONE = "0b".repeat(20);

  /** RFC 4231, section 4.2. */
  @Test
  void isAnHmacSha256() {
    assertThat(new ServerSecret(() -> ONE).mac("Hi There"))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }

  @Test
  void nodesWithOneSecretAgreeAndOthersDoNot() {
    String key = new ServerSecret(() -> ONE).mac("duo.claim.x");

    assertThat(new ServerSecret(() -> ONE).mac("duo.claim.x")).isEqualTo(key);
    assertThat(new ServerSecret(() -> "0c".repeat(20)).mac("duo.claim.x")).isNotEqualTo(key);
    assertThat(new ServerSecret(() -> ONE).mac("duo.claim.y")).isNotEqualTo(key);
  }

  @Test
  void asksForTheSecretOnceAndAgainAfterAFailure() {
    Deque<String> answers = new ArrayDeque<>(List.of("", ONE));
    ServerSecret secret =
        new ServerSecret(
            () -> {
              String answer = answers.remove();
              if (answer.isEmpty()) {
                throw new IllegalStateException("no database");
              }
              return answer;
            });

    assertThatIllegalStateException().isThrownBy(() -> secret.mac("x"));
    assertThat(secret.mac("x")).isEqualTo(secret.mac("x"));
    assertThat(answers).isEmpty();
  }
}
