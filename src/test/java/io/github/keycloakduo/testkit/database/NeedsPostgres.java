package io.github.keycloakduo.testkit.database;

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
 * Skips tests where no PostgreSQL server is installed, except in CI (the variable CI is true),
 * where they fail: nobody would notice there that they are not run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPostgres.Condition.class)
public @interface NeedsPostgres {

  /** Looks for the server's programs. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Postgres.programs().isPresent()) {
        return ConditionEvaluationResult.enabled("PostgreSQL is installed");
      }
      if (TestEnvironment.isCi()) {
        throw new IllegalStateException(
            "CI must run tests of two nodes, but PostgreSQL is missing");
      }
      return ConditionEvaluationResult.disabled("PostgreSQL is not installed");
    }
  }
}
