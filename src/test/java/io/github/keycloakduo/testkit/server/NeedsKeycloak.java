package io.github.keycloakduo.testkit.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests of a feature that older versions of Keycloak do not have. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsKeycloak.Condition.class)
public @interface NeedsKeycloak {

  /** The first line that has the feature, such as {@code 26.7}. */
  String value();

  /** Compares it with the version under test. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), NeedsKeycloak.class)
          .map(NeedsKeycloak::value)
          .filter(version -> !KeycloakLine.isAtLeast(version))
          .map(version -> ConditionEvaluationResult.disabled("new in Keycloak " + version))
          .orElseGet(() -> ConditionEvaluationResult.enabled("the version has it"));
    }
  }
}
