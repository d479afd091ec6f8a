package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.DecisionTrace;
import io.github.keycloakduo.policy.StepReport;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.LogLevel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The lines a configuration writes about its logins, as loud as its {@code logging.log_level} wants
 * them. What falls below that is still there for an operator who sets the category to debug.
 */
public final class LoginLog {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final LogLevel threshold;

  public LoginLog(LogLevel threshold) {
    this.threshold = threshold;
  }

  /**
   * How the step ended.
   *
   * @param user the name or the id of the user, if that is known
   */
  public void tell(String realm, Optional<String> user, OutcomeDetails details) {
    String said = details.detail().isBlank() ? "" : ": " + details.detail();
    String whose = user.map(name -> ", user " + LogSafeText.of(name)).orElse("");
    String line = "realm " + realm + ", " + details.outcome().id() + said + whose;
    if (details.outcome() == Outcome.FAIL_OPEN || details.breakGlass()) {
      // A door that stands open must be in the log, however quiet the configuration is.
      LOG.warn(line);
    } else {
      write(isAdministrators(details) ? LogLevel.WARNING : LogLevel.DEBUG, line);
    }
  }

  /** Whether an administrator has to do something about it; what users choose is none of that. */
  private static boolean isAdministrators(OutcomeDetails details) {
    boolean reportedByDuo =
        details.outcome() == Outcome.FACTOR_NOT_ALLOWED && details.report().isPresent();
    return details.outcome().isUnavailability()
        || details.outcome() == Outcome.OTHER_FACTOR
        || reportedByDuo;
  }

  /**
   * A factor that would have let in, had the login come for it.
   *
   * @param userId Keycloak's id of the user
   */
  void tellUncollected(String realm, String userId, OutcomeDetails details) {
    String txid = details.txid().map(id -> ", txid " + id).orElse("");
    write(
        LogLevel.INFO,
        "realm "
            + realm
            + ", user "
            + userId
            + txid
            + ": "
            + details.outcome().id()
            + ", but no request of the login has come for it");
  }

  /**
   * Duo contacts a user.
   *
   * @param userId Keycloak's id of the user
   */
  public void tellContact(String realm, String userId, Factor factor, String clientId) {
    write(
        LogLevel.DEBUG,
        "realm "
            + realm
            + ", user "
            + userId
            + ": Duo was asked for a "
            + factor.id()
            + " for client "
            + LogSafeText.of(clientId));
  }

  /** How the rules decided, and what they could not read. */
  public void tell(String realm, DecisionTrace trace) {
    warn(realm, trace.warnings());
    String where = "realm " + realm + ", ";
    for (StepReport report : trace.steps()) {
      write(
          LogLevel.DEBUG,
          where + report.step().id() + ": " + report.decision() + ", " + report.reason());
    }
  }

  /**
   * What an administrator should know of a configuration. A login does not fail because that cannot
   * be found out.
   *
   * @param alias of the configuration
   */
  void warn(String realm, String alias, Supplier<List<StepWarning>> warnings) {
    String where = " (configuration \"" + alias + "\")";
    try {
      warnings
          .get()
          .forEach(
              warning ->
                  write(LogLevel.WARNING, "realm " + realm + ", " + warning.sentence() + where));
    } catch (RuntimeException | LinkageError failed) {
      LOG.warn("realm " + realm + ": not checked for warnings" + where, failed);
    }
  }

  /** What an administrator should know. */
  public void warn(String realm, List<StepWarning> warnings) {
    String where = "realm " + realm + ", ";
    warnings.forEach(warning -> write(LogLevel.WARNING, where + warning.sentence()));
  }

  private void write(LogLevel level, String line) {
    LOG.log(level.compareTo(threshold) < 0 ? Logger.Level.DEBUG : audible(level), line);
  }

  /** As it is delivered, Keycloak lets nothing below INFO pass. */
  private static Logger.Level audible(LogLevel level) {
    return switch (level) {
      case DEBUG, INFO -> Logger.Level.INFO;
      case WARNING -> Logger.Level.WARN;
      case ERROR, CRITICAL -> Logger.Level.ERROR;
    };
  }
}
