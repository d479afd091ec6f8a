package io.github.keycloakduo.mfa;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The port to Duo's Auth API v2 for one integration. No call blocks, none throws, and each ends
 * within its {@code limit}.
 *
 * @see <a href="https://duo.com/docs/authapi">Duo Auth API</a>
 */
public interface DuoAuthApi {
  /**
   * Tests that Duo answers; unsigned. Asks every address of the host at once, each over a fresh
   * connection, so that a failure says more than that of any other call: no address answers. The
   * answer is Duo's time in seconds since 1970.
   */
  CompletableFuture<Result<Long>> ping(Duration limit);

  /** Tests keys and clock. The answer is Duo's time in seconds since 1970. */
  CompletableFuture<Result<Long>> check(Duration limit);

  /** Asks whether a user may authenticate, and how. */
  CompletableFuture<Result<Preauth>> preauth(
      String identity, Optional<ClientIp> clientIp, Duration limit);

  /** Tries a factor. Never repeated: a lost answer may mean a push that was sent. */
  CompletableFuture<Result<FactorAnswer>> auth(FactorRequest request, Duration limit);

  /**
   * Makes a new user whose phone is still to be activated. A name that Duo knows is refused as
   * {@link Fault.Kind#INVALID_PARAMETERS}.
   *
   * @param validity how long the code shall be good; whole seconds
   */
  CompletableFuture<Result<Enrolment>> enroll(String identity, Duration validity, Duration limit);

  /** Asks whether the phone of a new user was activated. */
  CompletableFuture<Result<EnrolmentStatus>> enrollStatus(Enrolment enrolment, Duration limit);

  /**
   * Takes a place for waiting for a person. Empty while all are taken: then a factor that is waited
   * for must not be started, since its answer could not be fetched.
   */
  Optional<WaitingPlace> waitingPlace();

  /**
   * Waits until the state of a factor that was started changes. The caller holds a place for it.
   */
  CompletableFuture<Result<FactorAnswer>> authStatus(String txid, Duration limit);

  /**
   * The distinguished name of the root certificate by which the server is trusted; empty before the
   * first connection.
   */
  default Optional<String> root() {
    return Optional.empty();
  }
}
