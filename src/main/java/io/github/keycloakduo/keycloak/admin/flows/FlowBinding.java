package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.step.FlowKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The binding of a flow to a way in which somebody can log in.
 *
 * @param boundTo the way in, such as {@code direct_grant}
 * @param client the client that has it for itself; blank if it is the realm's
 * @param remark what must be known to judge it; may be blank
 * @param always why it lets in without Duo whatever the flow consists of
 */
record FlowBinding(
    FlowTree flow, String boundTo, String client, String remark, Optional<String> always) {
  static FlowBinding of(FlowTree flow, String boundTo, String client, String remark) {
    return new FlowBinding(flow, boundTo, client, remark, Optional.empty());
  }

  /**
   * The finding about it, if it lets somebody in without Duo or has a step that must be put right.
   */
  Optional<OpenFlow> open() {
    List<String> reasons =
        Stream.of(misplaced(), doubtful(), always.or(() -> MfaBypass.reason(flow.nodes())).stream())
            .flatMap(sentences -> sentences)
            .toList();
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OpenFlow(flow.alias(), boundTo, client, String.join("; ", reasons) + suffix()));
  }

  /** Whoever comes to such a step is refused, and nobody meant that. */
  private Stream<String> misplaced() {
    return flow.misplaced(FlowKind.ofBinding(boundTo))
        .map(problem -> problem + "; whoever comes to it is refused");
  }

  private Stream<String> doubtful() {
    return flow.doubtfulExemptions().map(exemption -> "in its Duo step " + exemption.sentence());
  }

  private String suffix() {
    return remark.isEmpty() ? "" : "; " + remark;
  }
}
