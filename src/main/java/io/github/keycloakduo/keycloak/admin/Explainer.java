package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.step.AccountLockout;
import io.github.keycloakduo.keycloak.step.LoginDryRun;
import io.github.keycloakduo.keycloak.step.StoredCredentials;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.UserModel;

/** An explainer of how a login would end, which it finds out without one. */
final class Explainer {
  /** Keycloak writes no outcome of ours there; of the closed list, DENIED is closest. */
  private static final String LOCKED =
      "Keycloak itself refuses the user before Duo is asked; the event has no duo_outcome, and the"
          + " error ";

  private final AdminContext context;

  Explainer(AdminContext context) {
    this.context = context;
  }

  Explanation explain(
      AuthenticatorConfigModel config,
      UserModel user,
      Optional<ClientIp> clientIp,
      Optional<String> clientId,
      String clientName) {
    Optional<String> locked = AccountLockout.error(context.session(), context.realm(), user);
    if (locked.isPresent()) {
      return rejected(Outcome.DENIED, LOCKED + locked.get());
    }
    return context
        .services()
        .configs()
        .of(context.session(), config, clientId)
        .match(
            valid -> explain(config, valid.settings(), user, clientIp, clientName),
            invalid -> rejected(Outcome.CONFIG_ERROR, ConfigProblem.describe(invalid.problems())));
  }

  private Explanation explain(
      AuthenticatorConfigModel config,
      DuoMfaSettings settings,
      UserModel user,
      Optional<ClientIp> clientIp,
      String clientName) {
    List<String> problems =
        new ArrayList<>(context.services().problems(context.session(), settings));
    ConfigUsages.in(context).loginProblem(config, settings).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return rejected(Outcome.CONFIG_ERROR, String.join("; ", problems));
    }
    LoginRequest login =
        new LoginRequest(
            user.getId(), user.getUsername(), clientIp, context.realm().getName(), clientName);
    LoginSubject subject = new LoginSubject(context.session(), context.realm(), user, config);
    LoginDryRun dryRun = new LoginDryRun(subject, settings, login, context.services());
    SimulationInputs inputs =
        new SimulationInputs(
            dryRun::identity,
            new DuoDryRunRequest(context.services(), settings, clientIp)::send,
            identity ->
                context
                    .services()
                    .store()
                    .hasLeft(settings.accountKey(identity), settings.pushLimit()),
            () -> new StoredCredentials(user).configured(settings.failMode().otherFactors()),
            dryRun::hasRoom);
    return new LoginSimulation(settings, inputs)
        .run(dryRun.decision(), context.services().warnings(context.session(), settings));
  }

  private static Explanation rejected(Outcome outcome, String reason) {
    return new Explanation(
        outcome, "", new StepReportBuilder().add(LoginStep.NAME, Decision.STOP, reason).build());
  }
}
