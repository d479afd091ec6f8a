package io.github.keycloakduo.keycloak.admin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.admin.flows.Node.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class FlowBindingTest {
  private static final Node PASSWORD = step("password", Requirement.REQUIRED, Kind.OTHER);

  @ParameterizedTest
  @ValueSource(strings = {"direct_grant", "docker", "saml_ecp"})
  void reportsTheBrowserStepWhereNobodySeesAPage(String boundTo) {
    assertThat(reason(boundTo, duo("duo-mfa")))
        .contains("the step duo-mfa shows pages", "whoever comes to it is refused");
    assertThat(reason(boundTo, duo("duo-mfa-direct-grant"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"browser", "reset_credentials", "registration", "post_broker_login:corp"})
  void reportsTheDirectGrantStepInFlowsOfABrowser(String boundTo) {
    assertThat(reason(boundTo, duo("duo-mfa-direct-grant")))
        .contains("the step duo-mfa-direct-grant answers programs");
    assertThat(reason(boundTo, duo("duo-mfa"))).isEmpty();
  }

  @Test
  void findsItInASubFlowAndNotWhereItIsOff() {
    assertThat(
            reason(
                "direct_grant",
                new Node.SubFlow("inner", Requirement.REQUIRED, List.of(duo("duo-mfa")))))
        .contains("the step duo-mfa shows pages");
    assertThat(
            reason(
                "direct_grant",
                duo("duo-mfa-direct-grant"),
                step("duo-mfa", Requirement.DISABLED, Kind.DUO)))
        .isEmpty();
  }

  @Test
  void saysBothWhereTheFlowCanBePassedBesides() {
    assertThat(reason("direct_grant", step("duo-mfa", Requirement.ALTERNATIVE, Kind.DUO)))
        .contains("the step duo-mfa shows pages", "it is passed by password alone");
  }

  @Test
  void reportsAnExemptionThatMayBecomeOneOfEverybodyUnlessItsStepIsOff() {
    StepExemption doubtful = new StepExemption("the group is missing", false);
    for (Requirement requirement : List.of(Requirement.REQUIRED, Requirement.DISABLED)) {
      Node step =
          new Node.Step("duo-mfa", requirement, Kind.DUO, Optional.of("id"), Optional.of(doubtful));
      assertThat(reason("browser", step, duo("duo-mfa")))
          .isEqualTo(
              requirement == Requirement.REQUIRED ? "in its Duo step the group is missing" : "");
    }
  }

  private static Node duo(String provider) {
    return step(provider, Requirement.REQUIRED, Kind.DUO);
  }

  private static Node step(String provider, Requirement requirement, Kind kind) {
    return new Node.Step(provider, requirement, kind, Optional.empty());
  }

  private static String reason(String boundTo, Node... more) {
    List<Node> nodes = new ArrayList<>(List.of(PASSWORD));
    nodes.addAll(List.of(more));
    return FlowBinding.of(new FlowTree("flow", nodes), boundTo, "", "")
        .open()
        .map(OpenFlow::reason)
        .orElse("");
  }
}
