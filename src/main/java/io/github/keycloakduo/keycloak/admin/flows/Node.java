package io.github.keycloakduo.keycloak.admin.flows;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** A step of a flow, or a flow in it. */
sealed interface Node {
  /** What the flow around it wants of it. */
  Requirement requirement();

  default boolean isEnabled() {
    return requirement() != Requirement.DISABLED;
  }

  default boolean isCondition() {
    return this instanceof Step step && step.kind() == Kind.CONDITION;
  }

  default boolean isDuo() {
    return this instanceof Step step && step.kind() == Kind.DUO;
  }

  /**
   * One authenticator.
   *
   * @param provider its id
   * @param config id of its configuration
   */
  record Step(String provider, Requirement requirement, Kind kind, Optional<String> config)
      implements Node {}

  /** A flow in a flow. */
  record SubFlow(String alias, Requirement requirement, List<Node> nodes) implements Node {
    public SubFlow {
      nodes = List.copyOf(nodes);
    }
  }

  /** What passing a step means. */
  enum Kind {
    /** Duo was asked, or a rule of ours decided. */
    DUO,
    /** It only decides whether the other steps of its flow are run. */
    CONDITION,
    /** It lets nobody pass. */
    BARRIER,
    /** Whoever passes it has come through another flow, which is judged by itself. */
    ELSEWHERE,
    /** Anything else: a password, another factor, a form. */
    OTHER
  }
}
