package io.github.keycloakduo.keycloak.admin.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * A search for steps by which a flow can be passed without Duo, by the rules by which Keycloak runs
 * flows: beside REQUIRED and CONDITIONAL executions ALTERNATIVE ones do not count, a CONDITIONAL
 * sub-flow may be passed over, and whoever passes one of several alternatives passes the flow.
 */
final class MfaBypassFinder {
  private static final String USER_CONFIGURED = "conditional-user-configured";

  private MfaBypassFinder() {}

  /** The providers of the steps by which the flow is passed without Duo; empty if there is none. */
  static Optional<List<String>> find(List<Node> flow) {
    List<Node> live =
        flow.stream().filter(Node::isEnabled).filter(node -> !node.isCondition()).toList();
    List<Node> needed =
        live.stream().filter(node -> node.requirement() != Requirement.ALTERNATIVE).toList();
    return needed.isEmpty()
        ? live.stream().flatMap(node -> find(node).stream()).findFirst()
        : throughAll(needed);
  }

  /** The same for a sub-flow. */
  static Optional<List<String>> find(Node.SubFlow flow) {
    return isNeverRun(flow) ? Optional.empty() : find(flow.nodes());
  }

  private static Optional<List<String>> throughAll(List<Node> needed) {
    List<String> all = new ArrayList<>();
    for (Node node : needed) {
      Optional<List<String>> own = find(node);
      if (own.isEmpty() && !mayBePassedOver(node)) {
        return Optional.empty();
      }
      own.ifPresent(all::addAll);
    }
    // A flow of which nothing was run is not passed.
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Optional<List<String>> find(Node node) {
    return node.match(
        step -> step.isPassed() ? Optional.of(List.of(step.provider())) : Optional.empty(),
        MfaBypassFinder::find);
  }

  private static boolean mayBePassedOver(Node node) {
    return node.match(
        step -> false,
        flow -> flow.requirement() == Requirement.CONDITIONAL && !asksEverybody(flow));
  }

  private static boolean isNeverRun(Node.SubFlow flow) {
    return flow.requirement() == Requirement.CONDITIONAL && flow.conditions().isEmpty();
  }

  /** Every user counts as configured for Duo, so that this condition holds for all. */
  private static boolean asksEverybody(Node.SubFlow flow) {
    List<String> conditions = flow.conditions();
    return !conditions.isEmpty()
        && conditions.stream().allMatch(USER_CONFIGURED::equals)
        && flow.nodes().stream()
            .filter(Node::isEnabled)
            .filter(node -> !node.isCondition())
            .allMatch(Node::isDuo);
  }
}
