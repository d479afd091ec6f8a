package io.github.keycloakduo.keycloak.admin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.admin.flows.Node.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DuoStepsTest {
  @Test
  void namesTheConfigurationsOfStepsThatMayBeRun() {
    List<Node> flow =
        List.of(
            duo("one", Need.REQUIRED),
            duo("two", Need.DISABLED),
            new Node.SubFlow("in", Need.CONDITIONAL, List.of(duo("three", Need.ALTERNATIVE))),
            new Node.SubFlow("off", Need.DISABLED, List.of(duo("four", Need.REQUIRED))),
            new Node.Step("otp", Need.REQUIRED, Kind.OTHER, Optional.of("five")),
            new Node.Step("duo-mfa", Need.REQUIRED, Kind.DUO, Optional.empty()));

    assertThat(DuoSteps.configurations(flow)).containsExactly("one", "three");
  }

  private static Node duo(String config, Need need) {
    return new Node.Step("duo-mfa", need, Kind.DUO, Optional.of(config));
  }
}
