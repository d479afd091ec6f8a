package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.keycloak.runtime.ConfiguredDuo;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The two calls that show whether an integration works; both return Duo's time. */
public interface Probe {
  /** The time that one call may take. */
  Duration TIMEOUT = Duration.ofSeconds(5);

  /** The call without keys. */
  Result<Long> ping();

  /** The call with keys. */
  Result<Long> signed();

  /** The root certificate by which Duo is trusted, once a call has found Duo. */
  default Optional<String> root() {
    return Optional.empty();
  }

  /** Whether the circuit breaker of this node decides logins without a call to Duo. */
  default boolean breakerOpen() {
    return false;
  }

  /** The calls of the mode that is configured; the ping is the same in both. */
  static Probe of(DuoMfaSettings settings, DuoServices services) {
    ConfiguredDuo configured = services.duo();
    DuoAuthApi duo = configured.testedAuthApi(settings);
    Supplier<CompletableFuture<Result<Long>>> signed =
        settings.isUniversal()
            ? () -> configured.testedPrompt(settings).healthCheck(TIMEOUT)
            : () -> duo.check(TIMEOUT);
    return new Probe() {
      @Override
      public Result<Long> ping() {
        return heard(answer(duo.ping(TIMEOUT)));
      }

      @Override
      public Optional<String> root() {
        return duo.root();
      }

      @Override
      public boolean breakerOpen() {
        return configured.isBreakerOpen(settings);
      }

      @Override
      public Result<Long> signed() {
        return heard(answer(signed.get()));
      }

      /** Users need not wait until a login finds out what this has found out. */
      private Result<Long> heard(Result<Long> reply) {
        if (reply.match(time -> true, fault -> false)) {
          configured.closeBreakers(settings);
        }
        return reply;
      }
    };
  }

  private static Result<Long> answer(CompletableFuture<Result<Long>> asked) {
    // The timeout ends each call; this is for calls that never complete by a mistake of ours.
    return asked
        .completeOnTimeout(
            Result.failed(Fault.Kind.INTERNAL, "nothing was heard of the request to Duo"),
            2 * TIMEOUT.toSeconds(),
            TimeUnit.SECONDS)
        .join();
  }
}
