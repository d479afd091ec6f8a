package io.github.keycloakduo.keycloak.admin.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/**
 * Finds a way through a flow on which Duo is never asked, by the rules by which Keycloak walks
 * through flows: beside REQUIRED and CONDITIONAL steps ALTERNATIVE ones do not count, a CONDITIONAL
 * flow may be passed over, and whoever passes one of several alternatives passes the flow.
 */
final class MfaBypassFinder {
  private static final String USER_CONFIGURED = "conditional-user-configured";

  private MfaBypassFinder() {}

  /** Why the flow lets somebody in without Duo; empty if it does not. */
  static Optional<String> in(List<Node> flow) {
    return way(flow)
        .map(
            way ->
                MfaBypass.whyNotSafe(flow)
                    + "; it is passed by "
                    + String.join(", then ", way)
                    + " alone");
  }

  /** The steps by which the sub-flow is passed without Duo. */
  static Optional<List<String>> in(Node.SubFlow flow) {
    return way((Node) flow);
  }

  private static Optional<List<String>> way(List<Node> nodes) {
    List<Node> live =
        nodes.stream().filter(Node::isEnabled).filter(node -> !node.isCondition()).toList();
    List<Node> needed =
        live.stream().filter(node -> node.requirement() != Requirement.ALTERNATIVE).toList();
    return needed.isEmpty()
        ? live.stream().flatMap(node -> way(node).stream()).findFirst()
        : throughAll(needed);
  }

  private static Optional<List<String>> throughAll(List<Node> needed) {
    List<String> all = new ArrayList<>();
    for (Node node : needed) {
      Optional<List<String>> own = way(node);
      if (own.isEmpty() && !mayBePassedOver(node)) {
        return Optional.empty();
      }
      own.ifPresent(all::addAll);
    }
    // A flow of which nothing was run is not passed.
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Optional<List<String>> way(Node node) {
    if (node instanceof Node.Step step) {
      return step.kind() == Node.Kind.OTHER
          ? Optional.of(List.of(step.provider()))
          : Optional.empty();
    }
    Node.SubFlow flow = (Node.SubFlow) node;
    return isNeverRun(flow) ? Optional.empty() : way(flow.nodes());
  }

  private static boolean mayBePassedOver(Node node) {
    return node instanceof Node.SubFlow flow
        && flow.requirement() == Requirement.CONDITIONAL
        && !asksEverybody(flow);
  }

  private static boolean isNeverRun(Node.SubFlow flow) {
    return flow.requirement() == Requirement.CONDITIONAL && conditions(flow).isEmpty();
  }

  /** Every user counts as configured for Duo, so that this condition holds for all. */
  private static boolean asksEverybody(Node.SubFlow flow) {
    List<Node.Step> conditions = conditions(flow);
    return !conditions.isEmpty()
        && conditions.stream().allMatch(step -> step.provider().equals(USER_CONFIGURED))
        && flow.nodes().stream()
            .filter(Node::isEnabled)
            .filter(node -> !node.isCondition())
            .allMatch(Node::isDuo);
  }

  static List<Node.Step> conditions(Node.SubFlow flow) {
    return flow.nodes().stream()
        .filter(Node::isEnabled)
        .filter(Node::isCondition)
        .map(Node.Step.class::cast)
        .toList();
  }
}
