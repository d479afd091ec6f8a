package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.RealmCookies;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.LastFactorCookie;
import io.github.keycloakduo.policy.Preselection;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The cookie by which a browser remembers the factor and the device that worked last. */
final class LastFactorCookies {
  static final String NAME = "DUO_MFA_FACTOR";

  private static final Duration KEEP = Duration.ofDays(180);

  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private LastFactorCookies() {}

  /** What the browser of this request remembers of its user, and is still offered. */
  static Preselection read(AuthenticationFlowContext flow, FactorOffer offer) {
    KeycloakSession session = flow.getSession();
    RealmModel realm = flow.getRealm();
    return RealmCookies.get(session, NAME)
        .map(
            sent ->
                LastFactorCookie.read(
                    sent,
                    offer,
                    realm.getId(),
                    flow.getUser().getId(),
                    RealmCookies.keys(session, realm)))
        .orElse(Preselection.NONE);
  }

  /** Has the browser remember a factor that the user has just shown. */
  static void keep(AuthenticationFlowContext flow, OutcomeDetails shown) {
    try {
      set(flow, shown);
    } catch (RuntimeException | LinkageError failed) {
      // A convenience: an approval is not lost because the realm has no key to sign it.
      LOG.warn("The factor that worked last cannot be remembered", failed);
    }
  }

  private static void set(AuthenticationFlowContext flow, OutcomeDetails shown) {
    KeycloakSession session = flow.getSession();
    RealmModel realm = flow.getRealm();
    shown
        .factor()
        .filter(factor -> shown.outcome() == Outcome.APPROVED)
        .flatMap(
            factor ->
                LastFactorCookie.signed(
                    factor,
                    shown.deviceId().filter(id -> factor.contactsDevice()),
                    realm.getId(),
                    flow.getUser().getId(),
                    RealmCookies.key(session, realm)))
        .ifPresent(text -> RealmCookies.set(session, realm, NAME, text, KEEP));
  }
}
