package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.mfa.WaitingPlace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The Auth API behind a guard. What runs already, a push or an enrolment, is always followed. */
record GuardedAuthApi(DuoAuthApi api, CallGuard guard) implements DuoAuthApi {
  @Override
  public CompletableFuture<Result<Long>> ping(Duration limit) {
    return guard.ping(() -> api.ping(limit));
  }

  @Override
  public CompletableFuture<Result<Long>> check(Duration limit) {
    return guard.call(limit, () -> api.check(limit));
  }

  @Override
  public CompletableFuture<Result<Preauth>> preauth(
      String identity, Optional<ClientIp> clientIp, Duration limit) {
    return guard.call(limit, () -> api.preauth(identity, clientIp, limit));
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> auth(FactorRequest attempt, Duration limit) {
    return guard.call(limit, () -> api.auth(attempt, limit));
  }

  @Override
  public CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit) {
    return guard.always(() -> api.authStatus(txid, limit));
  }

  @Override
  public CompletableFuture<Result<Enrolment>> enroll(
      String identity, Duration validity, Duration limit) {
    return guard.call(limit, () -> api.enroll(identity, validity, limit));
  }

  @Override
  public CompletableFuture<Result<EnrolmentStatus>> enrollStatus(
      Enrolment enrolment, Duration limit) {
    return guard.always(() -> api.enrollStatus(enrolment, limit));
  }

  @Override
  public Optional<WaitingPlace> waitingPlace() {
    return api.waitingPlace();
  }

  @Override
  public Optional<String> root() {
    return api.root();
  }
}
