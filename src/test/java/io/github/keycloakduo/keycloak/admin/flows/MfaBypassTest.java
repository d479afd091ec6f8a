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
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class MfaBypassTest {
  private static final Node COOKIE = step("auth-cookie", Requirement.ALTERNATIVE, Kind.ELSEWHERE);
  private static final Node PASSWORD = step("password", Requirement.REQUIRED, Kind.OTHER);
  private static final Node DUO = duo(Requirement.REQUIRED);
  private static final Node CONFIGURED =
      step("conditional-user-configured", Requirement.REQUIRED, Kind.CONDITION);
  private static final Node ROLE =
      step("conditional-user-role", Requirement.REQUIRED, Kind.CONDITION);

  @Test
  void aFlowWithoutDuoIsOpen() {
    assertThat(gap(PASSWORD)).contains("no Duo step", "password");
  }

  @Test
  void aRequiredStepGuards() {
    closed(PASSWORD, DUO);
    closed(COOKIE, flow("forms", Requirement.ALTERNATIVE, PASSWORD, DUO));
    closed(
        COOKIE,
        flow("forms", Requirement.ALTERNATIVE, flow("inner", Requirement.REQUIRED, PASSWORD, DUO)));
  }

  @Test
  void aDisabledStepGuardsNothing() {
    assertThat(gap(PASSWORD, duo(Requirement.DISABLED))).contains("its Duo step is DISABLED");
    assertThat(gap(PASSWORD, flow("second", Requirement.DISABLED, DUO)))
        .contains("\"second\"", "DISABLED");
  }

  @Test
  void anAlternativeBesideRequiredStepsIsPassedOver() {
    assertThat(gap(PASSWORD, duo(Requirement.ALTERNATIVE))).contains("passes over it");
  }

  @Test
  void anotherAlternativeIsAWayRound() {
    Node otp = step("otp", Requirement.ALTERNATIVE, Kind.OTHER);

    assertThat(
            gap(PASSWORD, flow("second", Requirement.REQUIRED, duo(Requirement.ALTERNATIVE), otp)))
        .contains("only one of several", "password, then otp");
    assertThat(
            gap(
                step("auth-spnego", Requirement.ALTERNATIVE, Kind.OTHER),
                flow("forms", Requirement.ALTERNATIVE, PASSWORD, DUO)))
        .contains("\"forms\"", "only one of several", "passed by auth-spnego alone");
  }

  @Test
  void anotherAlternativeIsOfferedToWhomDuoDenies() {
    Node otp = step("auth-otp-form", Requirement.ALTERNATIVE, Kind.OTHER);

    assertThat(
            gap(PASSWORD, flow("second", Requirement.REQUIRED, duo(Requirement.ALTERNATIVE), otp)))
        .contains("Try another way", "users whom Duo denies, disables or locks out");
  }

  @Test
  void aStepThatExemptsEverybodyGuardsNothing() {
    StepExemption everybody = new StepExemption("all_users exempts everybody", true);

    assertThat(gap(PASSWORD, exempting(everybody)))
        .isEqualTo(
            "in its Duo step all_users exempts everybody; it is passed by password, then duo-mfa"
                + " alone");
    closed(PASSWORD, exempting(everybody), DUO);
    closed(PASSWORD, exempting(new StepExemption("the group is missing", false)));
  }

  @Test
  void anAlternativeThatIsAloneGuards() {
    closed(PASSWORD, flow("second", Requirement.REQUIRED, duo(Requirement.ALTERNATIVE)));
    closed(
        PASSWORD,
        flow("second", Requirement.REQUIRED, DUO, step("otp", Requirement.DISABLED, Kind.OTHER)));
  }

  @Test
  void aConditionMayNotHold() {
    assertThat(gap(PASSWORD, flow("admins", Requirement.CONDITIONAL, ROLE, DUO)))
        .contains("\"admins\"", "CONDITIONAL", "conditional-user-role");
  }

  @Test
  void everybodyIsConfiguredForDuo() {
    closed(PASSWORD, flow("second", Requirement.CONDITIONAL, CONFIGURED, DUO));
    closed(
        PASSWORD,
        flow("second", Requirement.CONDITIONAL, CONFIGURED, duo(Requirement.ALTERNATIVE)));
    assertThat(gap(PASSWORD, flow("second", Requirement.CONDITIONAL, CONFIGURED, ROLE, DUO)))
        .isNotEmpty();
    Node otp = step("otp", Requirement.ALTERNATIVE, Kind.OTHER);
    assertThat(
            gap(
                PASSWORD,
                flow(
                    "second",
                    Requirement.CONDITIONAL,
                    CONFIGURED,
                    duo(Requirement.ALTERNATIVE),
                    otp)))
        .isNotEmpty();
  }

  @Test
  void withoutAConditionAConditionalFlowIsNeverRun() {
    assertThat(gap(PASSWORD, flow("second", Requirement.CONDITIONAL, DUO))).contains("never run");
  }

  @Test
  void nobodyGetsInWhereNothingIsPassed() {
    closed();
    closed(step("deny-access-authenticator", Requirement.REQUIRED, Kind.BARRIER));
    closed(PASSWORD, step("deny-access-authenticator", Requirement.REQUIRED, Kind.BARRIER));
    closed(COOKIE);
    closed(
        flow("only", Requirement.CONDITIONAL, ROLE, step("x", Requirement.DISABLED, Kind.OTHER)));
  }

  /** The shape that Keycloak itself brings. */
  @Test
  void theUsualBrowserFlowIsJudgedByItsForms() {
    Node organization =
        flow(
            "Organization",
            Requirement.ALTERNATIVE,
            flow(
                "Conditional",
                Requirement.CONDITIONAL,
                CONFIGURED,
                step("organization", Requirement.ALTERNATIVE, Kind.ELSEWHERE)));
    Node otp = step("auth-otp-form", Requirement.ALTERNATIVE, Kind.OTHER);
    Node second = flow("2FA", Requirement.CONDITIONAL, CONFIGURED, otp);

    closed(COOKIE, organization, flow("forms", Requirement.ALTERNATIVE, PASSWORD, second, DUO));
    assertThat(gap(COOKIE, organization, flow("forms", Requirement.ALTERNATIVE, PASSWORD, second)))
        .contains("no Duo step");
  }

  @Property(tries = 500)
  void aRequiredStepAtTheTopGuardsWhateverElseThereIs(@ForAll("flows") List<Node> flow) {
    assertThat(MfaBypass.reason(concat(flow, DUO))).isEmpty();
  }

  @Property(tries = 500)
  void withoutDuoAndBarriersAPasswordAlwaysLetsIn(@ForAll("openFlows") List<Node> flow) {
    assertThat(MfaBypass.reason(concat(flow, PASSWORD))).isPresent();
  }

  @Property(tries = 500)
  void everyReasonSaysSomething(@ForAll("flows") List<Node> flow) {
    MfaBypass.reason(flow).ifPresent(reason -> assertThat(reason).contains("; it is passed by "));
  }

  @Provide
  Arbitrary<List<Node>> flows() {
    return nodes(2, Kind.values());
  }

  @Provide
  Arbitrary<List<Node>> openFlows() {
    return nodes(1, Kind.OTHER, Kind.CONDITION)
        .map(nodes -> nodes.stream().filter(MfaBypassTest::isStep).toList());
  }

  private static Arbitrary<List<Node>> nodes(int depth, Kind... kinds) {
    Arbitrary<Requirement> requirements = Arbitraries.of(Requirement.class);
    Arbitrary<Node> steps =
        Combinators.combine(Arbitraries.of("a", "b", "c"), requirements, Arbitraries.of(kinds))
            .as(MfaBypassTest::step);
    if (depth == 0) {
      return steps.list().ofMaxSize(4);
    }
    Arbitrary<Node> flows =
        Combinators.combine(requirements, nodes(depth - 1, kinds))
            .as((requirement, inner) -> new Node.SubFlow("sub", requirement, inner));
    return Arbitraries.oneOf(steps, flows).list().ofMaxSize(4);
  }

  private static boolean isStep(Node node) {
    return node.match(step -> true, flow -> false);
  }

  private static List<Node> concat(List<Node> nodes, Node more) {
    return Stream.concat(nodes.stream(), Stream.of(more)).toList();
  }

  private static Node step(String provider, Requirement requirement, Kind kind) {
    return new Node.Step(provider, requirement, kind, Optional.empty());
  }

  private static Node duo(Requirement requirement) {
    return new Node.Step("duo-mfa", requirement, Kind.DUO, Optional.of("id"));
  }

  private static Node exempting(StepExemption exemption) {
    return new Node.Step(
        "duo-mfa", Requirement.REQUIRED, Kind.DUO, Optional.of("id"), Optional.of(exemption));
  }

  private static Node flow(String alias, Requirement requirement, Node... nodes) {
    return new Node.SubFlow(alias, requirement, List.of(nodes));
  }

  private static String gap(Node... nodes) {
    return MfaBypass.reason(List.of(nodes)).orElse("");
  }

  private static void closed(Node... nodes) {
    assertThat(gap(nodes)).isEmpty();
  }
}
