package io.github.keycloakduo.keycloak.admin.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.keycloak.admin.flows.Node.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlowGapTest {
  private static final Node COOKIE = step("auth-cookie", Need.ALTERNATIVE, Kind.ELSEWHERE);
  private static final Node PASSWORD = step("password", Need.REQUIRED, Kind.OTHER);
  private static final Node DUO = duo(Need.REQUIRED);
  private static final Node CONFIGURED =
      step("conditional-user-configured", Need.REQUIRED, Kind.CONDITION);
  private static final Node ROLE = step("conditional-user-role", Need.REQUIRED, Kind.CONDITION);

  @Test
  void aFlowWithoutDuoIsOpen() {
    assertThat(gap(PASSWORD)).contains("no Duo step", "password");
  }

  @Test
  void aRequiredStepGuards() {
    closed(PASSWORD, DUO);
    closed(COOKIE, flow("forms", Need.ALTERNATIVE, PASSWORD, DUO));
    closed(COOKIE, flow("forms", Need.ALTERNATIVE, flow("inner", Need.REQUIRED, PASSWORD, DUO)));
  }

  @Test
  void aDisabledStepGuardsNothing() {
    assertThat(gap(PASSWORD, duo(Need.DISABLED))).contains("its Duo step is DISABLED");
    assertThat(gap(PASSWORD, flow("second", Need.DISABLED, DUO)))
        .contains("\"second\"", "DISABLED");
  }

  @Test
  void anAlternativeBesideRequiredStepsIsPassedOver() {
    assertThat(gap(PASSWORD, duo(Need.ALTERNATIVE))).contains("passes over it");
  }

  @Test
  void anotherAlternativeIsAWayRound() {
    Node otp = step("otp", Need.ALTERNATIVE, Kind.OTHER);

    assertThat(gap(PASSWORD, flow("second", Need.REQUIRED, duo(Need.ALTERNATIVE), otp)))
        .contains("only one of several", "password, then otp");
    assertThat(
            gap(
                step("auth-spnego", Need.ALTERNATIVE, Kind.OTHER),
                flow("forms", Need.ALTERNATIVE, PASSWORD, DUO)))
        .contains("\"forms\"", "only one of several", "passed by auth-spnego alone");
  }

  @Test
  void anAlternativeThatIsAloneGuards() {
    closed(PASSWORD, flow("second", Need.REQUIRED, duo(Need.ALTERNATIVE)));
    closed(PASSWORD, flow("second", Need.REQUIRED, DUO, step("otp", Need.DISABLED, Kind.OTHER)));
  }

  @Test
  void aConditionMayNotHold() {
    assertThat(gap(PASSWORD, flow("admins", Need.CONDITIONAL, ROLE, DUO)))
        .contains("\"admins\"", "CONDITIONAL", "conditional-user-role");
  }

  @Test
  void everybodyIsConfiguredForDuo() {
    closed(PASSWORD, flow("second", Need.CONDITIONAL, CONFIGURED, DUO));
    closed(PASSWORD, flow("second", Need.CONDITIONAL, CONFIGURED, duo(Need.ALTERNATIVE)));
    assertThat(gap(PASSWORD, flow("second", Need.CONDITIONAL, CONFIGURED, ROLE, DUO))).isNotEmpty();
    Node otp = step("otp", Need.ALTERNATIVE, Kind.OTHER);
    assertThat(
            gap(PASSWORD, flow("second", Need.CONDITIONAL, CONFIGURED, duo(Need.ALTERNATIVE), otp)))
        .isNotEmpty();
  }

  @Test
  void withoutAConditionAConditionalFlowIsNeverRun() {
    assertThat(gap(PASSWORD, flow("second", Need.CONDITIONAL, DUO))).contains("never run");
  }

  @Test
  void nobodyGetsInWhereNothingIsPassed() {
    closed();
    closed(step("deny-access-authenticator", Need.REQUIRED, Kind.BARRIER));
    closed(PASSWORD, step("deny-access-authenticator", Need.REQUIRED, Kind.BARRIER));
    closed(COOKIE);
    closed(flow("only", Need.CONDITIONAL, ROLE, step("x", Need.DISABLED, Kind.OTHER)));
  }

  /** The shape that Keycloak itself brings. */
  @Test
  void theUsualBrowserFlowIsJudgedByItsForms() {
    Node organization =
        flow(
            "Organization",
            Need.ALTERNATIVE,
            flow(
                "Conditional",
                Need.CONDITIONAL,
                CONFIGURED,
                step("organization", Need.ALTERNATIVE, Kind.ELSEWHERE)));
    Node otp = step("auth-otp-form", Need.ALTERNATIVE, Kind.OTHER);
    Node second = flow("2FA", Need.CONDITIONAL, CONFIGURED, otp);

    closed(COOKIE, organization, flow("forms", Need.ALTERNATIVE, PASSWORD, second, DUO));
    assertThat(gap(COOKIE, organization, flow("forms", Need.ALTERNATIVE, PASSWORD, second)))
        .contains("no Duo step");
  }

  @Property(tries = 500)
  void aRequiredStepAtTheTopGuardsWhateverElseThereIs(@ForAll("flows") List<Node> flow) {
    assertThat(FlowGap.in(concat(flow, DUO))).isEmpty();
  }

  @Property(tries = 500)
  void withoutDuoAndBarriersAPasswordAlwaysLetsIn(@ForAll("openFlows") List<Node> flow) {
    assertThat(FlowGap.in(concat(flow, PASSWORD))).isPresent();
  }

  @Property(tries = 500)
  void everyReasonSaysSomething(@ForAll("flows") List<Node> flow) {
    FlowGap.in(flow).ifPresent(reason -> assertThat(reason).contains("; it is passed by "));
  }

  @Provide
  Arbitrary<List<Node>> flows() {
    return nodes(2, Kind.values());
  }

  @Provide
  Arbitrary<List<Node>> openFlows() {
    return nodes(1, Kind.OTHER, Kind.CONDITION)
        .map(nodes -> nodes.stream().filter(node -> node instanceof Node.Step).toList());
  }

  private static Arbitrary<List<Node>> nodes(int depth, Kind... kinds) {
    Arbitrary<Need> needs = Arbitraries.of(Need.class);
    Arbitrary<Node> steps =
        Combinators.combine(Arbitraries.of("a", "b", "c"), needs, Arbitraries.of(kinds))
            .as(FlowGapTest::step);
    if (depth == 0) {
      return steps.list().ofMaxSize(4);
    }
    Arbitrary<Node> flows =
        Combinators.combine(needs, nodes(depth - 1, kinds))
            .as((need, inner) -> new Node.SubFlow("sub", need, inner));
    return Arbitraries.oneOf(steps, flows).list().ofMaxSize(4);
  }

  private static List<Node> concat(List<Node> nodes, Node more) {
    return Stream.concat(nodes.stream(), Stream.of(more)).toList();
  }

  private static Node step(String provider, Need need, Kind kind) {
    return new Node.Step(provider, need, kind, Optional.empty());
  }

  private static Node duo(Need need) {
    return new Node.Step("duo-mfa", need, Kind.DUO, Optional.of("id"));
  }

  private static Node flow(String alias, Need need, Node... nodes) {
    return new Node.SubFlow(alias, need, List.of(nodes));
  }

  private static String gap(Node... nodes) {
    return FlowGap.in(List.of(nodes)).orElse("");
  }

  private static void closed(Node... nodes) {
    assertThat(gap(nodes)).isEmpty();
  }
}
