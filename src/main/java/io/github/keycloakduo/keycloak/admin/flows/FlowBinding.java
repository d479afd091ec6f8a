package io.github.keycloakduo.keycloak.admin.flows;

import java.util.Optional;

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

  /** The finding about it, if it lets somebody in without Duo. */
  Optional<OpenFlow> open() {
    return always
        .or(() -> MfaBypass.reason(flow.nodes()))
        .map(reason -> new OpenFlow(flow.alias(), boundTo, client, reason + suffix()));
  }

  private String suffix() {
    return remark.isEmpty() ? "" : "; " + remark;
  }
}
