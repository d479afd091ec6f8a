package io.github.keycloakduo.keycloak.admin.flows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flow that somebody can log in by.
 *
 * @param flow its alias; blank where no flow is run
 * @param boundTo what it is for, such as {@code direct_grant}
 * @param client the client that has it for itself; blank if it is the realm's
 * @param remark what must be known to judge it; may be blank
 * @param always why it lets in without Duo whatever it consists of
 */
record FlowBinding(
    String flow,
    String boundTo,
    String client,
    List<Node> nodes,
    String remark,
    Optional<String> always) {
  FlowBinding {
    nodes = List.copyOf(nodes);
  }

  static FlowBinding of(Flow flow, String boundTo, String client, String remark) {
    return new FlowBinding(flow.alias(), boundTo, client, flow.nodes(), remark, Optional.empty());
  }

  /** A flow by its alias. */
  record Flow(String alias, List<Node> nodes) {}

  Optional<OpenFlow> open() {
    return always
        .or(() -> MfaBypassFinder.in(nodes))
        .map(reason -> new OpenFlow(flow, boundTo, client, reason + after()));
  }

  private String after() {
    return remark.isEmpty() ? "" : "; " + remark;
  }

  Stream<String> configurations() {
    return MfaBypass.configurations(nodes);
  }
}
