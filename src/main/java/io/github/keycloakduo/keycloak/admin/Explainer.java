package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.authentication.DuoDryRun;
import io.github.keycloakduo.authentication.Verdict;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.step.LoginDryRun;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.ConfigWarnings;
import io.github.keycloakduo.policy.Step;
import io.github.keycloakduo.policy.StepReport.Decision;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/** Says how a login would end, without one. */
final class Explainer {
  /** An administrator does not wait as long as somebody who logs in. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** No outcome of ours is written there; of the closed list this one says most of it. */
  private static final String LOCKED =
      "Keycloak itself refuses the user before Duo is asked; the event has no duo_outcome, and the"
          + " error ";

  private final AdminContext desk;

  Explainer(AdminContext desk) {
    this.desk = desk;
  }

  Explanation explain(
      AuthenticatorConfigModel config,
      UserModel user,
      Optional<String> clientIp,
      String clientName) {
    Optional<String> locked = lock(user);
    if (locked.isPresent()) {
      return stopped(Outcome.DENIED, LOCKED + locked.get());
    }
    ParsedSettings parsed = desk.runtime().settings().of(desk.session(), config);
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      return stopped(Outcome.CONFIG_ERROR, String.join("; ", invalid.problems()));
    }
    DuoMfaSettings settings = ((ParsedSettings.Valid) parsed).settings();
    List<String> problems = new ArrayList<>(desk.runtime().problems(desk.session(), settings));
    new Configurations(desk.realm()).unfit(config, settings).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return stopped(Outcome.CONFIG_ERROR, String.join("; ", problems));
    }
    LoginRequest login =
        new LoginRequest(
            user.getId(), user.getUsername(), clientIp, desk.realm().getName(), clientName);
    LoginSubject scope = new LoginSubject(desk.session(), desk.realm(), user, config);
    LoginDryRun preview = new LoginDryRun(scope, settings, login, desk.runtime());
    LoginSimulation.Outlook outlook =
        new LoginSimulation.Outlook(
            preview::identity,
            identity -> ask(settings, identity, clientIp),
            () -> desk.runtime().board().hasLeft(user.getId(), settings.pushLimit()),
            preview::hasRoom);
    return new LoginSimulation(settings, outlook)
        .of(preview.decision(), ConfigWarnings.of(settings));
  }

  private static Explanation stopped(Outcome outcome, String reason) {
    return new Explanation(
        outcome, "", new StepReportBuilder().tell(Step.NAME, Decision.STOP, reason).steps());
  }

  /** Keycloak's word for it. */
  private Optional<String> lock(UserModel user) {
    return user.isEnabled()
        ? Optional.ofNullable(
            AuthenticatorUtils.getDisabledByBruteForceEventError(
                desk.session().getProvider(BruteForceProtector.class),
                desk.session(),
                desk.realm(),
                user))
        : Optional.of(Errors.USER_DISABLED);
  }

  private Verdict ask(DuoMfaSettings settings, DuoUsername identity, Optional<String> clientIp) {
    Duration limit = settings.timeout().compareTo(LIMIT) < 0 ? settings.timeout() : LIMIT;
    DuoRuntime runtime = desk.runtime();
    DuoDryRun look = new DuoDryRun(runtime.duo(settings), settings.failMode(), runtime.clock());
    return (settings.isUniversal()
            ? look.health(runtime.prompt(settings), limit)
            : look.ask(identity, clientIp, limit))
        .join();
  }
}
