package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptRequest;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.policy.FactorChoice;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.policy.Preselection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state of one login between two requests.
 *
 * @param userId Keycloak's id of the user; for anybody else the state means nothing
 * @param config fingerprint of the configuration under which the login began; under another one it
 *     begins anew
 * @param factorStarted whether a factor was ever started in this login: then nothing fails open
 * @param usedPasscodeExcused whether the one retry after a used passcode is spent
 * @param enrolled whether the user was enrolled at Duo within this login
 * @param consent whether the browser is to be remembered
 * @param phase how far the login has come
 */
public record LoginState(
    String userId,
    String config,
    boolean factorStarted,
    boolean usedPasscodeExcused,
    boolean enrolled,
    Consent consent,
    Phase phase) {

  /** A login that does not ask whether the browser is to be remembered. */
  public LoginState(
      String userId,
      String config,
      boolean factorStarted,
      boolean usedPasscodeExcused,
      boolean enrolled,
      Phase phase) {
    this(userId, config, factorStarted, usedPasscodeExcused, enrolled, Consent.NOT_ASKED, phase);
  }

  /** A login of which nothing is known yet. */
  public static LoginState notStarted(String userId, String config) {
    return new LoginState(userId, config, false, false, false, new Phase.NotStarted());
  }

  /**
   * The same login, if this is its user and configuration. A changed configuration begins anew, but
   * forgives nothing; another user has nothing in common with this state.
   */
  LoginState current(String user, String currentConfig) {
    if (!userId.equals(user)) {
      return notStarted(user, currentConfig);
    }
    return config.equals(currentConfig)
        ? this
        : new LoginState(
            user,
            currentConfig,
            factorStarted,
            usedPasscodeExcused,
            enrolled,
            new Phase.NotStarted());
  }

  /** The same login in another phase. */
  public LoginState in(Phase next) {
    return new LoginState(
        userId, config, factorStarted, usedPasscodeExcused, enrolled, consent, next);
  }

  /** The same login once a factor may have been started. */
  public LoginState withFactorStarted() {
    return new LoginState(userId, config, true, usedPasscodeExcused, enrolled, consent, phase);
  }

  LoginState withUsedPasscodeExcused() {
    return new LoginState(userId, config, factorStarted, true, enrolled, consent, phase);
  }

  LoginState withEnrolled() {
    return new LoginState(userId, config, factorStarted, usedPasscodeExcused, true, consent, phase);
  }

  /** The same login after what the user did about being remembered. */
  LoginState consenting(LoginContext context, UserAction action) {
    return new LoginState(
        userId,
        config,
        factorStarted,
        usedPasscodeExcused,
        enrolled,
        consent(context, action),
        phase);
  }

  private Consent consent(LoginContext context, UserAction action) {
    if (!context.asksToRemember()) {
      return Consent.NOT_ASKED;
    }
    // The box stands on the page of this phase alone; each other request leaves it as it was.
    boolean boxSent = phase instanceof Phase.FactorSelection && action.submission().isPresent();
    boolean given =
        boxSent
            ? action.submission().filter(UserAction.SubmitFactor::remember).isPresent()
            : consent == Consent.GIVEN;
    return given ? Consent.GIVEN : Consent.ASKED;
  }

  /** The stage that decides whether a failure of a call may let the user in. */
  FailureStage failureStage() {
    return factorStarted ? FailureStage.FACTOR : FailureStage.BEFORE_FACTOR;
  }

  /** Whether the user chooses a factor and Duo demands a Verified Push of him. */
  public boolean demandsVerifiedPush() {
    return phase instanceof Phase.FactorSelection selection && selection.verifiedPush.isPresent();
  }

  /** Whether the login has no page and no call to Duo behind it that it could go on from. */
  boolean isNotStarted() {
    return phase instanceof Phase.NotStarted;
  }

  /** Whether Duo is being asked what the user may do. */
  public boolean awaitsPreauth() {
    return phase instanceof Phase.PreauthPending;
  }

  /** Whether a factor runs, whose answer lets the user in. */
  public boolean awaitsFactor() {
    return phase instanceof Phase.FactorPending;
  }

  /** What is known of the wait for another factor than Duo's, if that is what the login does. */
  Optional<Phase.OtherFactorPending> awaitsOtherFactor() {
    return phase instanceof Phase.OtherFactorPending pending
        ? Optional.of(pending)
        : Optional.empty();
  }

  /** Whether the factor is done and only the extra questions are open. */
  public boolean awaitsAnswers() {
    return phase instanceof Phase.QuestionsPending;
  }

  /** How far a login has come. */
  public sealed interface Phase {
    /** A function for each case. */
    record Cases<R>(
        Function<NotStarted, R> notStarted,
        Function<PreauthRequired, R> preauthRequired,
        Function<PreauthPending, R> preauthPending,
        Function<EnrolmentPending, R> enrolmentPending,
        Function<FactorSelection, R> factorSelection,
        Function<FactorPending, R> factorPending,
        Function<PromptPending, R> promptPending,
        Function<CodeExchangePending, R> codeExchangePending,
        Function<OtherFactorPending, R> otherFactorPending,
        Function<QuestionsPending, R> questionsPending,
        Function<Finished, R> finished) {}

    /** Applies the function of the case that this is. */
    <R> R match(Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<NotStarted, R> notStarted,
        Function<PreauthRequired, R> preauthRequired,
        Function<PreauthPending, R> preauthPending,
        Function<EnrolmentPending, R> enrolmentPending,
        Function<FactorSelection, R> factorSelection,
        Function<FactorPending, R> factorPending,
        Function<PromptPending, R> promptPending,
        Function<CodeExchangePending, R> codeExchangePending,
        Function<OtherFactorPending, R> otherFactorPending,
        Function<QuestionsPending, R> questionsPending,
        Function<Finished, R> finished) {
      return match(
          new Cases<>(
              notStarted,
              preauthRequired,
              preauthPending,
              enrolmentPending,
              factorSelection,
              factorPending,
              promptPending,
              codeExchangePending,
              otherFactorPending,
              questionsPending,
              finished));
    }

    /** The policy has not been asked. */
    record NotStarted() implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.notStarted().apply(this);
      }
    }

    /** The policy has decided for Duo and this user name; Duo is asked next. */
    record PreauthRequired(DuoUsername username) implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.preauthRequired().apply(this);
      }
    }

    /** A call to Duo runs that asks what the user may do, or whether Duo's page can be reached. */
    record PreauthPending(DuoUsername username, String challengeId, Deadline deadline)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.preauthPending().apply(this);
      }
    }

    /**
     * The user is being enrolled at Duo.
     *
     * @param portal where a user can enrol whom Duo knows already
     * @param challengeId empty while another request begins the enrolment
     * @param since when this login began to wait
     * @param shown whether the page has shown the activation code
     */
    record EnrolmentPending(
        DuoUsername username,
        Optional<URI> portal,
        String challengeId,
        Instant since,
        Deadline deadline,
        boolean shown)
        implements Phase {
      /** The same once the page shows what is known. */
      EnrolmentPending seen(ChallengeState challenge) {
        return new EnrolmentPending(
            username,
            portal,
            challenge.id(),
            since,
            challenge.deadline(),
            challenge.enrolment().isPresent());
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.enrolmentPending().apply(this);
      }
    }

    /**
     * The user chooses a factor.
     *
     * @param devices as Duo named them, in its order
     * @param verifiedPush the code for the next push, if Duo demands a Verified Push
     * @param verifiedPushSpent whether that code was used, so that the next push needs a new one
     * @param smsSent whether a passcode was sent by SMS
     * @param passcodeOnly whether the limit for pushes, calls and SMS is reached
     * @param preselection the factor that stands first, and the device that is selected
     */
    record FactorSelection(
        DuoUsername username,
        List<Device> devices,
        Optional<VerifiedPush> verifiedPush,
        boolean verifiedPushSpent,
        boolean smsSent,
        boolean passcodeOnly,
        Preselection preselection)
        implements Phase {
      public FactorSelection {
        devices = List.copyOf(devices);
      }

      /** In the configured order. */
      public FactorSelection(
          DuoUsername username,
          List<Device> devices,
          Optional<VerifiedPush> verifiedPush,
          boolean verifiedPushSpent,
          boolean smsSent,
          boolean passcodeOnly) {
        this(
            username,
            devices,
            verifiedPush,
            verifiedPushSpent,
            smsSent,
            passcodeOnly,
            Preselection.NONE);
      }

      /** What Duo has just offered. */
      static FactorSelection of(DuoUsername username, PreauthResult.FactorRequired offered) {
        return new FactorSelection(
            username, offered.devices(), offered.verifiedPush(), false, false, false);
      }

      /** What the user may choose from, whether or not the push limit is reached. */
      FactorOffer offer(List<Factor> configured) {
        return new FactorOffer(configured, devices, preselection);
      }

      /** What the factor page shows. */
      FactorOffer shownOffer(List<Factor> configured) {
        return passcodeOnly ? offer(configured).passcodesOnly() : offer(configured);
      }

      /** The same choice from what Duo offers by now. */
      FactorSelection offeredAnew(List<Device> offered, Optional<VerifiedPush> verified) {
        return new FactorSelection(
            username, offered, verified, false, smsSent, passcodeOnly, preselection);
      }

      FactorSelection afterSms() {
        return new FactorSelection(
            username, devices, verifiedPush, verifiedPushSpent, true, passcodeOnly, preselection);
      }

      FactorSelection afterPushLimit() {
        return new FactorSelection(
            username, devices, verifiedPush, verifiedPushSpent, smsSent, true, preselection);
      }

      FactorSelection after(Factor factor) {
        return new FactorSelection(
            username,
            devices,
            verifiedPush,
            verifiedPushSpent || factor == Factor.PUSH,
            smsSent,
            passcodeOnly,
            preselection);
      }

      /** The same with what is to stand first, or to be selected. */
      FactorSelection preselecting(Preselection other) {
        return new FactorSelection(
            username, devices, verifiedPush, verifiedPushSpent, smsSent, passcodeOnly, other);
      }

      /** The same once the user has submitted the page: the device stays selected. */
      FactorSelection submitted(FactorChoice choice, String deviceId) {
        return choice
            .device()
            .map(Device::id)
            .or(() -> devices.stream().map(Device::id).filter(deviceId.strip()::equals).findFirst())
            .map(id -> preselecting(preselection.withDevice(id)))
            .orElse(this);
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.factorSelection().apply(this);
      }
    }

    /**
     * A factor runs.
     *
     * @param own whether this browser tab started it; else its result counts in another one
     * @param since when this login began to wait
     * @param device the device that was asked; absent where Duo chose it or there is none
     * @param selection where the login goes back to if the factor fails
     */
    record FactorPending(
        String challengeId,
        boolean own,
        Instant since,
        Deadline deadline,
        Factor factor,
        Optional<Device> device,
        FactorSelection selection)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.factorPending().apply(this);
      }
    }

    /**
     * The browser was sent to Duo's Universal Prompt.
     *
     * @param deadline when an answer comes too late
     * @param restarted whether the browser was sent there a second time without asking for it,
     *     which happens at most once
     */
    record PromptPending(PromptRequest request, Deadline deadline, boolean restarted)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.promptPending().apply(this);
      }
    }

    /** A call to Duo runs that exchanges the code of the Universal Prompt for a token. */
    record CodeExchangePending(
        DuoUsername username,
        String challengeId,
        Instant since,
        Deadline deadline,
        boolean restarted)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.codeExchangePending().apply(this);
      }
    }

    /**
     * Duo was out of reach, and the user is asked for a credential that Keycloak itself keeps.
     *
     * @param reason what failed, for the administrator
     * @param failMode what holds for a user without such a credential; absent once the user was
     *     asked for it, since the proof is not fresh any more
     */
    record OtherFactorPending(DuoUsername username, String reason, Optional<Outcome> failMode)
        implements Phase {
      /** The same once the user was asked. */
      OtherFactorPending asked() {
        return new OtherFactorPending(username, reason, Optional.empty());
      }

      @Override
      public <R> R match(Cases<R> cases) {
        return cases.otherFactorPending().apply(this);
      }
    }

    /** The login has succeeded once the extra questions are answered. */
    record QuestionsPending(OutcomeDetails details, Optional<DuoUsername> username)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.questionsPending().apply(this);
      }
    }

    /**
     * The login was refused; only a new one helps.
     *
     * @param portal where to enrol, with {@link Outcome#NOT_ENROLLED}
     * @param duoWords what Duo wrote for the user, fit to be shown
     */
    record Finished(Outcome outcome, Optional<URI> portal, Optional<String> duoWords)
        implements Phase {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.finished().apply(this);
      }
    }
  }
}
