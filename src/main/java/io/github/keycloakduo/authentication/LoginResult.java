package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.policy.FactorOffer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The result of one request of a login: what the edge has to do next. */
public sealed interface LoginResult {
  /** A function for each case. */
  record Cases<R>(
      Function<Authenticated, R> authenticated,
      Function<FactorRequired, R> factorRequired,
      Function<OtherFactorRequired, R> otherFactorRequired,
      Function<Pending, R> pending,
      Function<Redirect, R> redirect,
      Function<QuestionsRequired, R> questionsRequired,
      Function<InteractionRequired, R> interactionRequired,
      Function<Rejected, R> rejected) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Authenticated, R> authenticated,
      Function<FactorRequired, R> factorRequired,
      Function<OtherFactorRequired, R> otherFactorRequired,
      Function<Pending, R> pending,
      Function<Redirect, R> redirect,
      Function<QuestionsRequired, R> questionsRequired,
      Function<InteractionRequired, R> interactionRequired,
      Function<Rejected, R> rejected) {
    return match(
        new Cases<>(
            authenticated,
            factorRequired,
            otherFactorRequired,
            pending,
            redirect,
            questionsRequired,
            interactionRequired,
            rejected));
  }

  /**
   * The end of a login that Duo has decided: only an outcome that lets in lets the user in.
   *
   * @param portal where the user can help himself, if Duo named an address
   */
  static LoginResult decided(
      LoginState state, DuoUsername username, OutcomeDetails details, Optional<URI> portal) {
    return details.outcome().letsIn()
        ? new Authenticated(state, Optional.of(username), details, Map.of())
        : Rejected.byDuo(state, username, details, portal);
  }

  /** The state of the login after the request. */
  LoginState state();

  /** The user name at Duo, once it is known. */
  Optional<DuoUsername> username();

  /** The same, where what went wrong was reported before: the user is told, and nobody else. */
  default LoginResult reportedBefore() {
    return this;
  }

  /** The success, if it is one. */
  default Optional<Authenticated> authenticated() {
    return this instanceof Authenticated authenticated
        ? Optional.of(authenticated)
        : Optional.empty();
  }

  /** The factor page, if it is that. */
  default Optional<FactorRequired> factorRequired() {
    return this instanceof FactorRequired required ? Optional.of(required) : Optional.empty();
  }

  /** The factor page, if it is there because Duo does not offer any more what was chosen. */
  default Optional<FactorRequired> offerChanged() {
    return factorRequired()
        .filter(required -> required.hint().filter(Hint.OFFER_CHANGED::equals).isPresent());
  }

  /** The page about another factor, if it is that. */
  default Optional<OtherFactorRequired> otherFactorRequired() {
    return this instanceof OtherFactorRequired required ? Optional.of(required) : Optional.empty();
  }

  /** The wait, if it is one. */
  default Optional<Pending> pending() {
    return this instanceof Pending pending ? Optional.of(pending) : Optional.empty();
  }

  /**
   * All is done but what only Keycloak can do: look at locks and session limits once more.
   *
   * @param answers by key of the question
   */
  record Authenticated(
      LoginState state,
      Optional<DuoUsername> username,
      OutcomeDetails details,
      Map<String, String> answers)
      implements LoginResult {
    /**
     * Whether the policy let the user in within this very request: no page was shown and Duo was
     * not asked since the request read user and configuration. A lookup in a directory may have
     * taken its time limit, as when Keycloak checks a password there.
     */
    public boolean isImmediate() {
      return state.isNotStarted() && username.isEmpty();
    }

    /**
     * The login is refused for a reason that shows only at its very end. After trouble with the
     * service it may begin anew.
     */
    public Rejected rejected(OutcomeDetails reason) {
      LoginState.Phase next =
          reason.outcome().isUnavailability()
              ? new LoginState.Phase.NotStarted()
              : new LoginState.Phase.Finished(
                  reason.outcome(), Optional.empty(), reason.duoWords());
      return Rejected.byPolicy(state.in(next), username, reason);
    }

    @Override
    public String toString() {
      return "Authenticated[" + details.outcome().id() + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.authenticated().apply(this);
    }
  }

  /**
   * The user has to choose a factor.
   *
   * @param smsSent whether a passcode was sent by text message
   * @param rejected what just went wrong, to be told as an event and on the page
   * @param hint told on the page instead of what went wrong
   * @param firstReport false when what went wrong was reported before
   */
  record FactorRequired(
      LoginState state,
      Optional<DuoUsername> username,
      FactorOffer offer,
      boolean smsSent,
      Optional<OutcomeDetails> rejected,
      Optional<Hint> hint,
      boolean firstReport)
      implements LoginResult {
    /** What went wrong, if anything, has not been reported. */
    public FactorRequired(
        LoginState state,
        Optional<DuoUsername> username,
        FactorOffer offer,
        boolean smsSent,
        Optional<OutcomeDetails> rejected,
        Optional<Hint> hint) {
      this(state, username, offer, smsSent, rejected, hint, true);
    }

    static FactorRequired of(
        LoginState state,
        LoginState.Phase.FactorSelection selection,
        List<Factor> configured,
        Optional<OutcomeDetails> rejected,
        Optional<Hint> hint) {
      return new FactorRequired(
          state.in(selection),
          Optional.of(selection.username()),
          selection.shownOffer(configured),
          selection.smsSent(),
          rejected,
          hint);
    }

    /** The same with another offer. */
    public FactorRequired with(FactorOffer other) {
      return new FactorRequired(state, username, other, smsSent, rejected, hint, firstReport);
    }

    @Override
    public FactorRequired reportedBefore() {
      return new FactorRequired(state, username, offer, smsSent, rejected, hint, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.factorRequired().apply(this);
    }
  }

  /**
   * Duo is out of reach, and the user has to show a credential that Keycloak itself keeps.
   *
   * @param factors those the user has, in the order in which they are offered; empty until the
   *     request that may look them up has done so
   * @param chosen the one that was sent last
   * @param rejected what just went wrong, to be told as an event and on the page
   * @param hint told on the page instead of what went wrong
   */
  record OtherFactorRequired(
      LoginState state,
      Optional<DuoUsername> username,
      List<Factor> factors,
      Optional<Factor> chosen,
      Optional<OutcomeDetails> rejected,
      Optional<Hint> hint)
      implements LoginResult {
    public OtherFactorRequired {
      factors = List.copyOf(factors);
    }

    static OtherFactorRequired of(
        LoginState state, LoginState.Phase.OtherFactorPending pending, List<Factor> factors) {
      return new OtherFactorRequired(
          state.in(pending),
          Optional.of(pending.username()),
          factors,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** Nothing is known of the user's credentials yet. */
    static OtherFactorRequired notLookedUp(
        LoginState state, LoginState.Phase.OtherFactorPending pending) {
      return of(state, pending, List.of());
    }

    /** Duo has just been proved to be out of reach. */
    static OtherFactorRequired outOfReach(
        LoginState state, DuoUsername username, DuoDecision decision) {
      return notLookedUp(
          state,
          new LoginState.Phase.OtherFactorPending(
              username, decision.detail(), Optional.of(decision.outcome())));
    }

    /** Whether the user's credentials have been looked up. */
    public boolean isLookedUp() {
      return !factors.isEmpty();
    }

    /** The offered factor of that name, else the first one. */
    Factor named(String id) {
      return factors.stream()
          .filter(factor -> factor.id().equals(id))
          .findFirst()
          .orElse(factors.get(0));
    }

    /** The factor that the page has selected. */
    public Factor selected() {
      return chosen.orElse(factors.get(0));
    }

    OtherFactorRequired chosen(Factor factor) {
      return new OtherFactorRequired(state, username, factors, Optional.of(factor), rejected, hint);
    }

    OtherFactorRequired rejected(OutcomeDetails why) {
      return new OtherFactorRequired(state, username, factors, chosen, Optional.of(why), hint);
    }

    OtherFactorRequired with(Hint remark) {
      return new OtherFactorRequired(
          state, username, factors, chosen, rejected, Optional.of(remark));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.otherFactorRequired().apply(this);
    }
  }

  /**
   * Duo, or the user, has not answered yet.
   *
   * @param otherTab whether another browser tab started the factor
   */
  record Pending(
      LoginState state, Optional<DuoUsername> username, ChallengeState challenge, boolean otherTab)
      implements LoginResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pending().apply(this);
    }
  }

  /** The browser goes to Duo's Universal Prompt. */
  record Redirect(LoginState state, Optional<DuoUsername> username, URI to) implements LoginResult {
    @Override
    public String toString() {
      return "Redirect[]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.redirect().apply(this);
    }
  }

  /**
   * The user has to answer the extra questions.
   *
   * @param typed what was typed before, to be shown again where the question has an echo
   * @param errors by key of the question; empty when the page is shown for the first time
   */
  record QuestionsRequired(
      LoginState state,
      Optional<DuoUsername> username,
      List<Question> questions,
      Map<String, String> typed,
      Map<String, AnswerError> errors)
      implements LoginResult {
    /** The questions, unless each one is answered in a way that can be taken. */
    public static Optional<LoginResult> unanswered(
        LoginState state,
        Optional<DuoUsername> username,
        List<Question> questions,
        Map<String, String> typed) {
      Answers answers = Answers.read(questions, typed);
      return answers.errors().isEmpty()
          ? Optional.empty()
          : Optional.of(new QuestionsRequired(state, username, questions, typed, answers.errors()));
    }

    @Override
    public String toString() {
      return "QuestionsRequired[errors=" + errors + "]";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.questionsRequired().apply(this);
    }
  }

  /**
   * The user would have to be asked, and the client forbids it. Duo has not been asked: nothing
   * rings and nothing is used up.
   */
  record InteractionRequired(LoginState state, Optional<DuoUsername> username)
      implements LoginResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.interactionRequired().apply(this);
    }
  }

  /**
   * The login is refused, or the service is out of order.
   *
   * @param portal where to enrol, with {@link Outcome#NOT_ENROLLED}
   * @param byDuo whether Duo, or the talk with it, refused; else a rule of ours, which says nothing
   *     about who the user is
   * @param firstReport false when the user only looks again at what was reported before
   */
  record Rejected(
      LoginState state,
      Optional<DuoUsername> username,
      OutcomeDetails details,
      Optional<URI> portal,
      boolean byDuo,
      boolean firstReport)
      implements LoginResult {
    /** A rule of ours refuses the login. */
    public static Rejected byPolicy(
        LoginState state, Optional<DuoUsername> username, OutcomeDetails details) {
      return new Rejected(state, username, details, Optional.empty(), false, true);
    }

    /**
     * Duo refuses the login, or it cannot go on; after trouble with the service it may begin anew.
     */
    static Rejected byDuo(LoginState state, DuoUsername username, OutcomeDetails details) {
      return byDuo(state, username, details, Optional.empty());
    }

    static Rejected byDuo(
        LoginState state, DuoUsername username, OutcomeDetails details, Optional<URI> portal) {
      boolean mayTryAgain =
          details.outcome().isUnavailability() || details.outcome() == Outcome.CANCELLED;
      LoginState.Phase next =
          mayTryAgain
              ? new LoginState.Phase.PreauthRequired(username)
              : new LoginState.Phase.Finished(details.outcome(), portal, details.duoWords());
      return new Rejected(state.in(next), Optional.of(username), details, portal, true, true);
    }

    @Override
    public Rejected reportedBefore() {
      return new Rejected(state, username, details, portal, byDuo, false);
    }

    /** The user looks again at a login that has ended. */
    static Rejected again(LoginState state, LoginState.Phase.Finished finished) {
      OutcomeDetails details =
          OutcomeDetails.again(finished.outcome(), finished.duoWords(), "looked again");
      return new Rejected(state, Optional.empty(), details, finished.portal(), false, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.rejected().apply(this);
    }
  }

  /** A remark on the factor page that is no outcome. */
  enum Hint {
    /** A code was sent by SMS. */
    SMS_SENT,
    /** Nothing was typed and nothing can start by itself. */
    NOTHING_TYPED,
    /** It is unknown what became of the request; nothing is sent again without being asked for. */
    INTERRUPTED,
    /** A request of another login waits on the user's device; none is sent beside it. */
    PUSH_PENDING,
    /** Too many passcodes were wrong; none is tried for some minutes. */
    TOO_MANY_PASSCODES,
    /** The factor is offered, but the chosen device cannot do it. */
    OTHER_DEVICE,
    /** Duo does not know any more what was chosen; it offers what the page shows now. */
    OFFER_CHANGED
  }
}
