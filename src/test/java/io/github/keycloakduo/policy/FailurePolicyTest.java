package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.FailMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The contract, said a second time and as sentences, over the whole domain: stages, kinds of
 * faults, options, and what the ping says.
 */
class FailurePolicyTest {
  /** One point of the domain; {@code probe} is empty when the ping succeeded or was not tried. */
  private record Case(FailureStage stage, Kind fault, FailMode mode, Optional<Kind> probe) {
    Outcome outcome() {
      return FailurePolicy.decide(stage, fault, mode, probe);
    }

    boolean opens() {
      return outcome() == Outcome.FAIL_OPEN;
    }

    boolean asks() {
      return FailurePolicy.asksOtherFactor(stage, fault, mode, probe);
    }

    Case with(boolean opens, List<Factor> otherFactors) {
      FailMode other = new FailMode(opens, mode.serverErrorsCount(), otherFactors);
      return new Case(stage, fault, other, probe);
    }

    Case confirmedBy(Optional<Kind> other) {
      return new Case(stage, fault, mode, other);
    }
  }

  private static final Set<Kind> NETWORK =
      EnumSet.of(
          Kind.DNS,
          Kind.REFUSED,
          Kind.NO_ROUTE,
          Kind.CONNECT_TIMEOUT,
          Kind.READ_TIMEOUT,
          Kind.CONNECTION_LOST,
          Kind.PROXY_UNREACHABLE);

  private static final List<FailMode> MODES =
      List.of(
          new FailMode(false, false),
          new FailMode(false, true),
          new FailMode(true, false),
          new FailMode(true, true),
          new FailMode(false, false, List.of(Factor.OTP)),
          new FailMode(false, true, List.of(Factor.RECOVERY_CODE)),
          new FailMode(true, false, List.of(Factor.OTP, Factor.RECOVERY_CODE)),
          new FailMode(true, true, List.of(Factor.OTP)));

  private static final List<Case> DOMAIN =
      Stream.of(FailureStage.values())
          .flatMap(
              stage ->
                  Stream.of(Kind.values())
                      .flatMap(
                          fault ->
                              MODES.stream()
                                  .flatMap(
                                      mode -> probes().map(p -> new Case(stage, fault, mode, p)))))
          .toList();

  private static Stream<Optional<Kind>> probes() {
    return Stream.concat(Stream.of(Optional.empty()), Stream.of(Kind.values()).map(Optional::of));
  }

  private static List<Case> where(Predicate<Case> condition) {
    List<Case> cases = DOMAIN.stream().filter(condition).toList();
    assertThat(cases).isNotEmpty();
    return cases;
  }

  @Test
  void opensForEveryOutageThatThePingConfirms() {
    assertThat(
            where(
                c ->
                    c.stage() == FailureStage.BEFORE_FACTOR
                        && c.mode().opensWhenUnreachable()
                        && NETWORK.contains(c.fault())
                        && c.probe().filter(NETWORK::contains).isPresent()))
        .allMatch(Case::opens);
  }

  @Test
  void opensForServerErrorsOnlyWhereTheyCount() {
    assertThat(
            where(
                c ->
                    c.stage() == FailureStage.BEFORE_FACTOR
                        && c.mode().opensWhenUnreachable()
                        && c.mode().serverErrorsCount()
                        && c.fault() == Kind.SERVER_ERROR
                        && c.probe().equals(Optional.of(Kind.SERVER_ERROR))))
        .allMatch(Case::opens);
    assertThat(where(c -> c.fault() == Kind.SERVER_ERROR && !c.mode().serverErrorsCount()))
        .noneMatch(Case::opens);
    assertThat(
            where(
                c ->
                    c.probe().equals(Optional.of(Kind.SERVER_ERROR))
                        && !c.mode().serverErrorsCount()))
        .noneMatch(Case::opens);
  }

  @Test
  void neverOpensOnceAFactorWasStarted() {
    assertThat(where(c -> c.stage() != FailureStage.BEFORE_FACTOR)).noneMatch(Case::opens);
  }

  @Test
  void neverOpensUnlessTheAdministratorChoseIt() {
    assertThat(where(c -> !c.mode().opensWhenUnreachable())).noneMatch(Case::opens);
  }

  @Test
  void neverOpensWhileThePingSucceedsOrWasNotTried() {
    assertThat(where(c -> c.probe().isEmpty())).noneMatch(Case::opens);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ANSWER_CUT_OFF",
        "PROXY_DENIED",
        "CERTIFICATE",
        "UNEXPECTED_STATUS",
        "KEYS",
        "CLOCK",
        "RATE_LIMITED",
        "INVALID_PARAMETERS",
        "BAD_ANSWER",
        "INTERNAL"
      })
  void neverOpensForAnAnswerOrAFaultThatSomebodyCanCause(Kind kind) {
    assertThat(where(c -> c.fault() == kind)).noneMatch(Case::opens);
    assertThat(where(c -> c.probe().equals(Optional.of(kind)))).noneMatch(Case::opens);
  }

  /**
   * Seven kinds twice over, and eight with server errors, with and without another factor: nobody
   * added a way in by the way.
   */
  @Test
  void opensInExactlyTwoHundredAndTwentySixCasesOfTheWholeDomain() {
    assertThat(DOMAIN.size()).isEqualTo(2 * 18 * 8 * 19);
    assertThat(DOMAIN.stream().filter(Case::opens).count()).isEqualTo(2 * (7 * 7 + 8 * 8));
  }

  @Test
  void asksForAnotherFactorExactlyWhereItWouldOpenIfTheAdministratorHadChosenThat() {
    assertThat(DOMAIN)
        .allSatisfy(
            c ->
                assertThat(c.asks())
                    .isEqualTo(
                        c.mode().asksOtherFactor() && c.with(true, List.of(Factor.OTP)).opens()));
  }

  @Test
  void asksForNoOtherFactorUnlessTheAdministratorNamedOne() {
    assertThat(where(c -> !c.mode().asksOtherFactor())).noneMatch(Case::asks);
  }

  @Test
  void asksForNoOtherFactorOnceOneOfDuosWasStarted() {
    assertThat(where(c -> c.stage() != FailureStage.BEFORE_FACTOR)).noneMatch(Case::asks);
  }

  @Test
  void anotherFactorLeavesTheOutcomeForThoseWithoutOneAsItIs() {
    assertThat(DOMAIN)
        .allSatisfy(
            c ->
                assertThat(c.outcome())
                    .isEqualTo(c.with(c.mode().opensWhenUnreachable(), List.of()).outcome()));
  }

  @ParameterizedTest
  @EnumSource
  void givesEveryClosedDoorItsReason(Kind kind) {
    Set<Outcome> reasons =
        where(c -> c.fault() == kind && !c.opens()).stream()
            .map(Case::outcome)
            .collect(Collectors.toSet());
    Set<Outcome> expected =
        switch (kind) {
          case DNS, REFUSED, NO_ROUTE, CONNECT_TIMEOUT, READ_TIMEOUT, CONNECTION_LOST ->
              Set.of(Outcome.UNREACHABLE);
          case ANSWER_CUT_OFF, PROXY_UNREACHABLE -> Set.of(Outcome.UNREACHABLE);
          case PROXY_DENIED, KEYS, CLOCK -> Set.of(Outcome.CONFIG_ERROR);
          case RATE_LIMITED -> Set.of(Outcome.RATE_LIMITED);
          case SERVER_ERROR -> Set.of(Outcome.DUO_ERROR, Outcome.UNREACHABLE);
          case CERTIFICATE, UNEXPECTED_STATUS, INVALID_PARAMETERS, BAD_ANSWER, INTERNAL ->
              Set.of(Outcome.DUO_ERROR);
        };
    assertThat(reasons).isEqualTo(expected);
  }

  @Test
  void callsAServerErrorUnreachableOnlyBeforeAFactorAndWhereItCounts() {
    assertThat(where(c -> c.fault() == Kind.SERVER_ERROR && !c.opens()))
        .allSatisfy(
            c ->
                assertThat(c.outcome() == Outcome.UNREACHABLE)
                    .isEqualTo(
                        c.mode().serverErrorsCount() && c.stage() == FailureStage.BEFORE_FACTOR));
  }

  /** The ping costs a request: it is made exactly where its answer decides. */
  @Test
  void asksForThePingExactlyWhereItCouldChangeTheOutcome() {
    assertThat(DOMAIN)
        .allSatisfy(
            c ->
                assertThat(FailurePolicy.needsProbe(c.stage(), c.fault(), c.mode()))
                    .isEqualTo(
                        probes()
                                .map(
                                    p -> c.confirmedBy(p).outcome() + " " + c.confirmedBy(p).asks())
                                .distinct()
                                .count()
                            > 1));
  }
}
