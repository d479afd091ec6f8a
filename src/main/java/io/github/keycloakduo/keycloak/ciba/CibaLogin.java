package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.sessions.DeferredReservation;
import io.github.keycloakduo.keycloak.sessions.LoginSessionLimit;
import io.github.keycloakduo.keycloak.step.LoginAttempt;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * One login by push, from the client's request to the answer it finds. Lives in the memory of one
 * node: if that dies, nothing is approved and the request expires.
 */
final class CibaLogin {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSessionFactory sessions;
  private final DuoServices services;
  private final PushAuthentication pushAuthentication;
  private final CibaRequest request;

  CibaLogin(
      KeycloakSessionFactory sessions,
      DuoServices services,
      PushAuthentication pushAuthentication,
      CibaRequest request) {
    this.sessions = sessions;
    this.services = services;
    this.pushAuthentication = pushAuthentication;
    this.request = request;
  }

  /** What was asked under one configuration. */
  private record Asked(PushResult answer, Optional<DuoMfaSettings> settings) {}

  /** Returns when the push is on its way. Nothing that goes wrong in here lets anybody in. */
  void run() {
    CompletableFuture.completedFuture(request)
        .thenCompose(open -> CibaSession.meet(sessions, open, this::ask))
        .exceptionally(CibaLogin::internalError)
        // It looks users up, perhaps in a directory, which must hold up no answer of Duo's.
        .thenAcceptAsync(asked -> asked.ifPresent(this::settle), services.executor())
        .exceptionally(
            failed -> {
              LOG.error("A CIBA request could not be answered; it will expire", failed);
              return null;
            });
  }

  private static Optional<Asked> internalError(Throwable failed) {
    LOG.error("A login by push failed", failed);
    return Optional.of(
        new Asked(
            PushResult.refused(Outcome.DUO_ERROR, "our own mistake; see the server log"),
            Optional.empty()));
  }

  /** Empty where there is nothing to ask, and the client has got its answer already. */
  private CompletableFuture<Optional<Asked>> ask(CibaSession ciba) {
    // Keycloak itself looks at locks only in later versions.
    return new CibaResultHandler(ciba, request, services).refusesLocked()
        ? CompletableFuture.completedFuture(Optional.empty())
        : askDuo(ciba).thenApply(Optional::of);
  }

  private CompletableFuture<Asked> askDuo(CibaSession ciba) {
    CibaConfig config =
        CibaConfig.of(ciba.session(), ciba.realm(), ciba.client(), services.configs());
    return config.match(
        usable -> askDuo(ciba, usable),
        unusable ->
            CompletableFuture.completedFuture(
                new Asked(
                    PushResult.refused(Outcome.CONFIG_ERROR, unusable.problem()),
                    Optional.empty())));
  }

  private CompletableFuture<Asked> askDuo(CibaSession ciba, CibaConfig.Usable usable) {
    DuoMfaSettings settings = usable.settings();
    Deadline deadline =
        Deadline.in(settings.timeout(), services.clock().instant())
            .earlierOf(new Deadline(request.expires()));
    LoginContext context =
        login(ciba, usable)
            .contextWithoutFlow(
                ciba.client().getClientId(),
                // One for each user: a second push would only teach him to approve.
                StableHash.of(List.of("ciba", request.realmId(), request.userId())),
                request.resultId());
    return pushAuthentication
        .run(context, deadline)
        .thenApply(answer -> new Asked(answer, Optional.of(settings)));
  }

  private LoginAttempt login(CibaSession ciba, CibaConfig.Usable config) {
    return LoginAttempt.withoutFlow(
        new LoginSubject(ciba.session(), ciba.realm(), ciba.user(), config.model()),
        config.settings(),
        request.login(ciba.session(), ciba.realm(), ciba.client(), ciba.user()),
        new LoginSessionLimit(
            reservation().limiter(ciba.session()), owner(), request.id(), config.settings()),
        services);
  }

  private void settle(Asked asked) {
    if (asked.answer().kind() == PushResult.Kind.APPROVED
        && asked.settings().flatMap(DuoMfaSettings::sessionLimit).isPresent()) {
      reservation()
          .hold(Duration.between(services.clock().instant(), request.expires()).plusMinutes(2));
    }
    boolean taken =
        CibaSession.meet(
            sessions,
            request,
            ciba ->
                new CibaResultHandler(ciba, request, services)
                    .apply(asked.answer(), asked.settings(), config -> login(ciba, config)));
    if (!taken && asked.answer().kind() == PushResult.Kind.APPROVED) {
      reservation().release();
    }
  }

  private SessionOwner owner() {
    return new SessionOwner(request.realmId(), request.userId(), Optional.empty());
  }

  private DeferredReservation reservation() {
    return new DeferredReservation(sessions, services.clock(), owner(), request.id());
  }
}
