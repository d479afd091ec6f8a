package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.keycloak.step.AccountLockout;
import io.github.keycloakduo.keycloak.step.LoginEvents;
import io.github.keycloakduo.keycloak.step.LoginLog;
import io.github.keycloakduo.settings.LogLevel;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * The events, metrics and log lines of a CIBA login. The event is of the type that Keycloak's own
 * CIBA endpoints write: LOGIN.
 */
final class CibaEvents {
  private final CibaSession ciba;
  private final CibaRequest request;
  private final LoginMetrics metrics;

  CibaEvents(CibaSession ciba, CibaRequest request, LoginMetrics metrics) {
    this.ciba = ciba;
    this.request = request;
    this.metrics = metrics;
  }

  void passed(PushResult answer, LogLevel level) {
    count(answer.details(), level);
    EventBuilder event = event();
    LoginEvents.describe(event, answer.details(), answer.identity());
    event.success();
  }

  void refused(PushResult answer, LogLevel level) {
    count(answer.details(), level);
    LoginEvents.refused(event(), answer.details(), answer.identity());
  }

  /** Keycloak itself refuses the user, for the reason that its events call so. */
  void locked(String error, LogLevel level) {
    count(AccountLockout.OUTCOME, level);
    LoginEvents.locked(event(), error, Optional.empty());
  }

  private void count(OutcomeDetails details, LogLevel level) {
    String realm = ciba.realm().getName();
    metrics.count(realm, details);
    new LoginLog(level).tell(realm, Optional.of(ciba.user().getUsername()), details);
  }

  private EventBuilder event() {
    return new EventBuilder(ciba.realm(), ciba.session())
        .event(EventType.LOGIN)
        .client(ciba.client())
        .user(ciba.user())
        .ipAddress(request.callerIp())
        .detail(Details.AUTH_METHOD, OIDCLoginProtocol.LOGIN_PROTOCOL)
        .detail(Details.GRANT_TYPE, OAuth2Constants.CIBA_GRANT_TYPE)
        .detail(Details.USERNAME, ciba.user().getUsername());
  }
}
