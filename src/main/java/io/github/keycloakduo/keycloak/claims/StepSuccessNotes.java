package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The notes of a login that passes our step, in a flow of any kind: what it may say of itself. */
public final class StepSuccessNotes {
  private final AuthenticationFlowContext context;
  private final AuthenticationSessionModel login;
  private final String execution;

  private StepSuccessNotes(AuthenticationFlowContext context) {
    this.context = context;
    this.login = context.getAuthenticationSession();
    this.execution = context.getExecution().getId();
  }

  /**
   * To be called before Keycloak is told of the success.
   *
   * @param answers by key of the question
   * @param mfaAt when a real factor was shown, in this login or in the one that a grace goes back
   *     to
   */
  public static void note(
      AuthenticationFlowContext context,
      OutcomeDetails details,
      Optional<String> identity,
      Map<String, String> answers,
      Optional<Instant> mfaAt) {
    StepSuccessNotes step = new StepSuccessNotes(context);
    SessionNotes.write(step.login, step.earlierNotes(), details, identity, mfaAt, answers);
    if (!details.outcome().provesFactor()) {
      step.correct(mfaAt);
    }
  }

  /** Keycloak gives the user session the id of the root authentication session. */
  private Map<String, String> earlierNotes() {
    UserSessionModel session =
        context
            .getSession()
            .sessions()
            .getUserSession(context.getRealm(), login.getParentSession().getId());
    return session == null ? Map.of() : session.getNotes();
  }

  private void correct(Optional<Instant> mfaAt) {
    Integer completedAt =
        mfaAt
            .map(instant -> Math.toIntExact(instant.getEpochSecond()))
            .or(() -> Optional.ofNullable(CompletedExecutions.read(login).get(execution)))
            .orElse(null);
    AmrCorrections.put(login, execution, new AmrCorrection(completedAt, highestLevel()));
    // Keycloak registers it by itself only where a page was shown, or in a sub-flow.
    AuthenticatorUtil.setAuthCallbacksFactoryIds(login, ProviderIds.BROWSER);
    if (!AuthenticatorUtil.getAuthCallbacksFactoryIds(login).contains(ProviderIds.BROWSER)) {
      throw new IllegalStateException("Keycloak would not call us at the end of the flow");
    }
  }

  private @Nullable Integer highestLevel() {
    int before =
        new AcrStore(context.getSession(), login)
            .getLevelOfAuthenticationFromCurrentAuthentication();
    OptionalInt guard = LoaConditions.above(context.getExecution(), context.getRealm());
    // "No level" would be taken for a login without any levels, which has acr 1.
    return guard.isPresent() && guard.getAsInt() > before
        ? Math.max(Constants.MINIMUM_LOA, before)
        : null;
  }
}
