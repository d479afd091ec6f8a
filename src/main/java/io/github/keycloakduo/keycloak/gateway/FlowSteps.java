package io.github.keycloakduo.keycloak.gateway;

import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** The steps of a flow, those of its sub-flows included. */
final class FlowSteps {
  private FlowSteps() {}

  static Stream<AuthenticationExecutionModel> below(RealmModel realm, String flowId) {
    return realm
        .getAuthenticationExecutionsStream(flowId)
        .filter(step -> !step.isDisabled())
        .flatMap(
            step -> step.isAuthenticatorFlow() ? below(realm, step.getFlowId()) : Stream.of(step));
  }
}
