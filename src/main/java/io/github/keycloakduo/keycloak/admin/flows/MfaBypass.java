package io.github.keycloakduo.keycloak.admin.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** The Duo steps of a flow, and what keeps them from being asked. */
final class MfaBypass {
  private MfaBypass() {}

  /** The sentence for a flow that can be passed without them. */
  static String whyNotSafe(List<Node> flow) {
    List<String> obstacles = obstacles(flow);
    return obstacles.isEmpty() ? "it has no Duo step" : String.join(", and ", obstacles);
  }

  /** Ids of the configurations of all steps that may be run. */
  static Stream<String> configurations(List<Node> flow) {
    return flow.stream()
        .filter(Node::isEnabled)
        .flatMap(
            node ->
                node instanceof Node.SubFlow sub
                    ? configurations(sub.nodes())
                    : Stream.of((Node.Step) node)
                        .filter(Node::isDuo)
                        .flatMap(step -> step.config().stream()));
  }

  private static List<String> obstacles(List<Node> nodes) {
    List<String> obstacles = new ArrayList<>();
    for (Node node : nodes) {
      if (node.isDuo()) {
        obstacles.add("its Duo step is " + standing(node, nodes));
      } else if (node instanceof Node.SubFlow flow) {
        obstacles.addAll(of(flow, nodes));
      }
    }
    return obstacles;
  }

  /** Who can pass the sub-flow itself need not pass by it. */
  private static List<String> of(Node.SubFlow flow, List<Node> siblings) {
    List<String> inner = obstacles(flow.nodes());
    boolean open = flow.isEnabled() && MfaBypassFinder.in(flow).isPresent();
    return inner.isEmpty() || open ? inner : outer(flow, siblings).map(List::of).orElse(inner);
  }

  private static String standing(Node step, List<Node> siblings) {
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
        : "only one of several ALTERNATIVE ones";
  }

  private static String condition(Node.SubFlow flow) {
    List<Node.Step> conditions = MfaBypassFinder.conditions(flow);
    return conditions.isEmpty()
        ? "has no condition, so that it is never run"
        : "run only if "
            + conditions.stream().map(Node.Step::provider).collect(Collectors.joining(" and "))
            + " holds";
  }
}
