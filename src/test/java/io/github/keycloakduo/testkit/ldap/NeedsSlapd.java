package io.github.keycloakduo.testkit.ldap;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests where OpenLDAP's server is not installed, except in CI (the variable CI is true),
 * where they fail: nobody would notice there that they are not run.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsSlapd.Condition.class)
public @interface NeedsSlapd {

  /** Looks for the server's program. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return evaluate(Slapd.isInstalled(), TestEnvironment.isCi());
    }

    static ConditionEvaluationResult evaluate(boolean installed, boolean ci) {
      if (installed) {
        return ConditionEvaluationResult.enabled("slapd is installed");
      }
      if (ci) {
        throw new IllegalStateException("CI must run the tests of LDAP, but slapd is missing");
      }
      return ConditionEvaluationResult.disabled("slapd is not installed");
    }
  }
}
