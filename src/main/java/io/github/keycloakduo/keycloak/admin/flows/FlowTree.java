package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.step.FlowKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * An authentication flow as a tree.
 *
 * @param alias blank where no flow is run
 */
record FlowTree(String alias, List<Node> nodes) {
  FlowTree {
    nodes = List.copyOf(nodes);
  }

  /** The tree of a way in that runs no flow. */
  static FlowTree none() {
    return new FlowTree("", List.of());
  }

  /** Ids of the configurations of all Duo steps that may be run. */
  Stream<String> duoConfigs() {
    return nodes.stream().flatMap(Node::duoConfigs);
  }

  /** The uses of configurations in it. */
  Stream<ConfigUse> uses() {
    return nodes.stream().flatMap(node -> node.uses(alias));
  }

  /** Exemptions that may become those of everybody. */
  Stream<StepExemption> doubtfulExemptions() {
    return nodes.stream()
        .flatMap(Node::exemptions)
        .filter(exemption -> !exemption.ofEverybody())
        .distinct();
  }

  /** What is wrong with the steps that may be run in a flow of this kind. */
  Stream<String> misplaced(FlowKind kind) {
    return nodes.stream().flatMap(node -> node.misplaced(kind)).distinct();
  }
}
