package io.github.keycloakduo.keycloak.admin.flows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** The reason, in words, why a flow can be passed without Duo. */
final class MfaBypass {
  private MfaBypass() {}

  /** Why the flow lets somebody in without Duo; empty if it does not. */
  static Optional<String> reason(List<Node> flow) {
    return MfaBypassFinder.find(flow)
        .map(
            steps ->
                whyDuoIsNotAsked(flow)
                    + "; it is passed by "
                    + String.join(", then ", steps)
                    + " alone");
  }

  private static String whyDuoIsNotAsked(List<Node> flow) {
    List<String> obstacles = obstacles(flow);
    return obstacles.isEmpty() ? "it has no Duo step" : String.join(", and ", obstacles);
  }

  private static List<String> obstacles(List<Node> nodes) {
    return nodes.stream()
        .flatMap(
            node ->
                node.match(
                    step -> step.isDuo() ? Stream.of(obstacle(step, nodes)) : Stream.empty(),
                    flow -> obstacles(flow, nodes).stream()))
        .toList();
  }

  private static String obstacle(Node.Step step, List<Node> siblings) {
    return step.exemption()
        .filter(exemption -> step.isEnabled() && exemption.ofEverybody())
        .map(exemption -> "in its Duo step " + exemption.sentence())
        .orElseGet(() -> "its Duo step is " + position(step, siblings));
  }

  /** Where the sub-flow itself can be passed, passing it over is not the reason. */
  private static List<String> obstacles(Node.SubFlow flow, List<Node> siblings) {
    List<String> inner = obstacles(flow.nodes());
    boolean open = flow.isEnabled() && MfaBypassFinder.find(flow).isPresent();
    return inner.isEmpty() || open ? inner : outer(flow, siblings).map(List::of).orElse(inner);
  }

  private static String position(Node step, List<Node> siblings) {
    return switch (step.requirement()) {
      case ALTERNATIVE -> alternative(step, siblings);
      case REQUIRED -> "REQUIRED only where it stands";
      default -> step.requirement().name();
    };
  }

  private static Optional<String> outer(Node.SubFlow flow, List<Node> siblings) {
    String place = "its Duo step is in the sub-flow \"" + flow.alias() + "\", which is ";
    return switch (flow.requirement()) {
      case DISABLED -> Optional.of(place + "DISABLED");
      case CONDITIONAL -> Optional.of(place + "CONDITIONAL and " + condition(flow));
      case ALTERNATIVE ->
          siblings.stream().filter(Node::isEnabled).count() > 1
              ? Optional.of(place + alternative(flow, siblings))
              : Optional.empty();
      case REQUIRED -> Optional.empty();
    };
  }

  private static String alternative(Node node, List<Node> siblings) {
    boolean passedOver =
        siblings.stream()
            .filter(Node::isEnabled)
            .filter(other -> !other.isCondition())
            .anyMatch(
                other -> !other.equals(node) && other.requirement() != Requirement.ALTERNATIVE);
    return passedOver
        ? "ALTERNATIVE beside REQUIRED ones, so that Keycloak passes over it"
        : "only one of several ALTERNATIVE ones, which Keycloak offers to everybody who has them"
            + " (\"Try another way\"), so that users whom Duo denies, disables or locks out log in"
            + " by another";
  }

  private static String condition(Node.SubFlow flow) {
    List<String> conditions = flow.conditions();
    return conditions.isEmpty()
        ? "has no condition, so that it is never run"
        : "run only if " + String.join(" and ", conditions) + " holds";
  }
}
