package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The time after which Keycloak's transaction of a request is undone. A direct grant waits for the
 * phone within one: an approval that came later would end in an error 500.
 */
public final class TransactionTimeout {
  private static final String OPTION = "quarkus.transaction-manager.default-transaction-timeout";
  private static final Duration DEFAULT = Duration.ofSeconds(300);

  private TransactionTimeout() {}

  /** The longest wait, at most this long. */
  public static Duration bound(Duration wanted) {
    return bound(wanted, configured());
  }

  /**
   * The same with another timeout of transactions; zero means that there is none. A tenth of it is
   * left for what comes before and after the wait.
   */
  static Duration bound(Duration wanted, Duration transaction) {
    Duration most = transaction.multipliedBy(9).dividedBy(10);
    return transaction.isZero() || wanted.compareTo(most) <= 0 ? wanted : most;
  }

  /** What an administrator has to know of the settings in a direct grant; empty if nothing. */
  public static Optional<String> warning(DuoMfaSettings settings) {
    return warning(settings.timeout(), configured());
  }

  static Optional<String> warning(Duration wanted, Duration transaction) {
    Duration bounded = bound(wanted, transaction);
    return bounded.equals(wanted)
        ? Optional.empty()
        : Optional.of(
            "duo.timeout: a direct grant waits "
                + bounded.toSeconds()
                + " seconds and not "
                + wanted.toSeconds()
                + ", since Keycloak ends its transaction after "
                + transaction.toSeconds());
  }

  private static Duration configured() {
    return ConfigProvider.getConfig().getOptionalValue(OPTION, Duration.class).orElse(DEFAULT);
  }
}
