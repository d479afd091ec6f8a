package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.policy.PushDetails;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;

/**
 * An authentication channel for CIBA (OpenID Connect CIBA, section 7) that answers the client at
 * once; the push is sent when its request can be found by every node.
 */
final class DuoPushChannel implements AuthenticationChannelProvider {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSession session;
  private final DuoServices services;
  private final PushAuthentication pushAuthentication;

  DuoPushChannel(
      KeycloakSession session, DuoServices services, PushAuthentication pushAuthentication) {
    this.session = session;
    this.services = services;
    this.pushAuthentication = pushAuthentication;
  }

  @Override
  public boolean requestAuthentication(CIBAAuthenticationRequest request, String loginHint) {
    RealmModel realm = session.getContext().getRealm();
    CibaRequest push =
        CibaRequest.of(
            realm,
            request,
            session.getContext().getConnection().getRemoteHost(),
            services.clock().instant());
    if (push.bindingMessage().filter(message -> !PushDetails.showsWhole(message)).isPresent()) {
      LOG.warnf(
          "realm %s: a binding message cannot be shown as it is; nobody was asked",
          realm.getName());
      return false;
    }
    // Keycloak stores the request after the commit, in the order of enlisting: that comes first.
    session.singleUseObjects();
    session
        .getTransactionManager()
        .enlistAfterCompletion(
            new Start(
                new CibaLogin(
                    session.getKeycloakSessionFactory(), services, pushAuthentication, push),
                services.executor()));
    return true;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private static final class Start extends AbstractKeycloakTransaction {
    private final CibaLogin login;
    private final Executor executor;

    Start(CibaLogin login, Executor executor) {
      this.login = login;
      this.executor = executor;
    }

    @Override
    protected void commitImpl() {
      executor.execute(login::run);
    }

    @Override
    protected void rollbackImpl() {
      // The client has been told that its request failed.
    }
  }
}
