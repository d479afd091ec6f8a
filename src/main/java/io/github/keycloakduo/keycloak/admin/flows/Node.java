package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.keycloak.step.FlowKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

/** An execution of an authentication flow: a step, or a sub-flow. */
sealed interface Node {
  /** A function for each case. */
  record Cases<R>(Function<Step, R> step, Function<SubFlow, R> subFlow) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Step, R> step, Function<SubFlow, R> subFlow) {
    return match(new Cases<>(step, subFlow));
  }

  /** What the flow around it wants of it. */
  Requirement requirement();

  default boolean isEnabled() {
    return requirement() != Requirement.DISABLED;
  }

  default boolean isCondition() {
    return isStep(Kind.CONDITION);
  }

  default boolean isDuo() {
    return isStep(Kind.DUO);
  }

  private boolean isStep(Kind kind) {
    return match(step -> step.kind() == kind, subFlow -> false);
  }

  /** Ids of the configurations of all Duo steps in it that may be run. */
  default Stream<String> duoConfigs() {
    return isEnabled()
        ? match(
            step -> step.isDuo() ? step.config().stream() : Stream.empty(),
            subFlow -> subFlow.nodes().stream().flatMap(Node::duoConfigs))
        : Stream.empty();
  }

  /** The uses of configurations in it, as part of this top-level flow. */
  default Stream<ConfigUse> uses(String flow) {
    return match(
        step -> step.config().stream().map(id -> new ConfigUse(id, flow, step.provider())),
        subFlow -> subFlow.nodes().stream().flatMap(node -> node.uses(flow)));
  }

  /** What is wrong with the steps in it that may be run, in a flow of this kind. */
  default Stream<String> misplaced(FlowKind kind) {
    return isEnabled()
        ? match(
            step -> kind.problemWith(step.provider()).stream(),
            subFlow -> subFlow.nodes().stream().flatMap(node -> node.misplaced(kind)))
        : Stream.empty();
  }

  /** The doubtful exemptions of all Duo steps in it that may be run. */
  default Stream<StepExemption> exemptions() {
    return isEnabled()
        ? match(
            step -> step.exemption().stream(),
            subFlow -> subFlow.nodes().stream().flatMap(Node::exemptions))
        : Stream.empty();
  }

  /**
   * One authenticator.
   *
   * @param provider its id
   * @param config id of its configuration
   * @param exemption a doubtful one, of a Duo step
   */
  record Step(
      String provider,
      Requirement requirement,
      Kind kind,
      Optional<String> config,
      Optional<StepExemption> exemption)
      implements Node {
    Step(String provider, Requirement requirement, Kind kind, Optional<String> config) {
      this(provider, requirement, kind, config, Optional.empty());
    }

    /** Whether users pass it without Duo. */
    boolean isPassed() {
      return kind == Kind.OTHER || exemption.filter(StepExemption::ofEverybody).isPresent();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.step().apply(this);
    }
  }

  /** A flow in a flow. */
  record SubFlow(String alias, Requirement requirement, List<Node> nodes) implements Node {
    public SubFlow {
      nodes = List.copyOf(nodes);
    }

    /** Providers of the enabled conditions. */
    List<String> conditions() {
      return nodes.stream()
          .filter(Node::isEnabled)
          .filter(Node::isCondition)
          .flatMap(node -> node.match(step -> Stream.of(step.provider()), none -> Stream.empty()))
          .toList();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.subFlow().apply(this);
    }
  }

  /** The effect that passing a step has. */
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
