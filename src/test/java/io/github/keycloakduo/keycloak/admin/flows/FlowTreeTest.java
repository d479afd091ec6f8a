package io.github.keycloakduo.keycloak.admin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.admin.flows.Node.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class FlowTreeTest {
  @Test
  void namesTheConfigurationsOfStepsThatMayBeRun() {
    List<Node> flow =
        List.of(
            duo("one", Requirement.REQUIRED),
            duo("two", Requirement.DISABLED),
            new Node.SubFlow(
                "in", Requirement.CONDITIONAL, List.of(duo("three", Requirement.ALTERNATIVE))),
            new Node.SubFlow(
                "off", Requirement.DISABLED, List.of(duo("four", Requirement.REQUIRED))),
            new Node.Step("otp", Requirement.REQUIRED, Kind.OTHER, Optional.of("five")),
            new Node.Step("duo-mfa", Requirement.REQUIRED, Kind.DUO, Optional.empty()));

    assertThat(new FlowTree("flow", flow).duoConfigs()).containsExactly("one", "three");
  }

  private static Node duo(String config, Requirement requirement) {
    return new Node.Step("duo-mfa", requirement, Kind.DUO, Optional.of(config));
  }
}
