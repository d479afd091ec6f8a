package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.step.AccountLockout;
import io.github.keycloakduo.keycloak.step.LoginAttempt;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.LogLevel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The handler of push results: makes of one what the client finds, after a last look at user, lock
 * and configuration.
 */
final class CibaResultHandler {
  private static final String CHANGED =
      CibaConfig.ATTRIBUTE + ": the configuration was changed while the push waited";
  private static final String TOO_LATE = "the answer came when the request had expired";

  private final CibaSession ciba;
  private final CibaRequest request;
  private final DuoServices services;
  private final Instant now;
  private final CibaAuthResultStore codes;
  private final CibaEvents report;

  CibaResultHandler(CibaSession ciba, CibaRequest request, DuoServices services) {
    this.ciba = ciba;
    this.request = request;
    this.services = services;
    this.now = services.clock().instant();
    this.codes = new CibaAuthResultStore(ciba.session(), ciba.realm(), now.getEpochSecond());
    this.report = new CibaEvents(ciba, request, services.metrics());
  }

  /**
   * Whether the client may have tokens now.
   *
   * @param asked under which settings the user was asked, if he was
   */
  boolean apply(
      PushResult answer,
      Optional<DuoMfaSettings> asked,
      Function<CibaConfig.Usable, LoginAttempt> login) {
    LogLevel level = asked.map(DuoMfaSettings::logLevel).orElse(LogLevel.INFO);
    CibaConfig current =
        CibaConfig.of(ciba.session(), ciba.realm(), ciba.client(), services.configs());
    Optional<LoginAttempt> same =
        current.match(
            usable ->
                isSame(usable.settings(), asked)
                    ? Optional.of(login.apply(usable))
                    : Optional.empty(),
            unusable -> Optional.empty());
    if (answer.kind() != PushResult.Kind.APPROVED) {
      same.ifPresent(known -> known.grace().apply(answer.details().outcome()));
      return refused(answer, level);
    }
    if (refusesLocked(level)) {
      return false;
    }
    return same.map(known -> approved(answer, known, level))
        .orElseGet(() -> refused(PushResult.refused(Outcome.CONFIG_ERROR, CHANGED), level));
  }

  private static boolean isSame(DuoMfaSettings current, Optional<DuoMfaSettings> asked) {
    return asked.filter(before -> before.fingerprint().equals(current.fingerprint())).isPresent();
  }

  private boolean approved(PushResult answer, LoginAttempt login, LogLevel level) {
    Optional<Outcome> full = login.sessions().reserve();
    if (full.isPresent()) {
      return refused(
          PushResult.refused(full.get(), "no place is left for one more session"), level);
    }
    boolean limited = login.settings().sessionLimit().isPresent();
    if (!codes.approve(
        request,
        CibaNotes.of(
            answer.details(),
            answer.identity(),
            now,
            limited ? Optional.of(request.id()) : Optional.empty()))) {
      return refused(PushResult.refused(Outcome.PUSH_TIMEOUT, TOO_LATE), level);
    }
    report.passed(answer, level);
    return true;
  }

  private boolean refused(PushResult answer, LogLevel level) {
    if (answer.kind() == PushResult.Kind.REFUSED) {
      codes.deny(request);
    }
    report.refused(answer, level);
    return false;
  }

  /** Refuses if Keycloak itself would: the user may have been locked or disabled meanwhile. */
  boolean refusesLocked() {
    return refusesLocked(LogLevel.INFO);
  }

  private boolean refusesLocked(LogLevel level) {
    Optional<String> locked = AccountLockout.error(ciba.session(), ciba.realm(), ciba.user());
    locked.ifPresent(
        error -> {
          codes.deny(request);
          report.locked(error, level);
        });
    return locked.isPresent();
  }
}
