package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.policy.BreakGlassLookup;
import java.time.Clock;
import org.jboss.logging.Logger;

/** The break-glass exemption of one login's user; a store that fails exempts nobody. */
public final class LoginBreakGlass implements BreakGlassLookup {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final BreakGlassReader store;
  private final String realmId;
  private final String userId;
  private final Clock clock;

  /** Looks at nothing yet. */
  LoginBreakGlass(BreakGlassReader store, String realmId, String userId, Clock clock) {
    this.store = store;
    this.realmId = realmId;
    this.userId = userId;
    this.clock = clock;
  }

  /** That of the subject of a login. */
  public static LoginBreakGlass of(LoginSubject subject, DuoServices services) {
    return new LoginBreakGlass(
        BreakGlassStores.within(subject.session(), services.breakGlass()),
        subject.realm().getId(),
        subject.user().getId(),
        services.clock());
  }

  @Override
  public Answer look() {
    try {
      return store
          .find(realmId, userId, clock.instant())
          .<Answer>map(found -> new Answer.Holds(found.sentence()))
          .orElseGet(Answer.Absent::new);
    } catch (RuntimeException | LinkageError failure) {
      LOG.warn("Cannot look for break-glass", failure);
      return new Answer.Unavailable();
    }
  }
}
