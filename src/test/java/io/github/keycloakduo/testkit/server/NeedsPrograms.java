package io.github.keycloakduo.testkit.server;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Skips tests where a program is not installed, except in CI (the variable CI is true), where they
 * fail: nobody would notice there that they are not run.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsPrograms.Condition.class)
public @interface NeedsPrograms {
  /** Names, as typed in a shell. */
  String[] value();

  /** Looks for the programs. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<String> missing =
          AnnotationSupport.findAnnotation(context.getElement(), NeedsPrograms.class).stream()
              .flatMap(needs -> Arrays.stream(needs.value()))
              .filter(program -> !isInstalled(program))
              .toList();
      if (missing.isEmpty()) {
        return ConditionEvaluationResult.enabled("all programs are installed");
      }
      if (TestEnvironment.isCi()) {
        throw new IllegalStateException("CI must run these tests, but it lacks " + missing);
      }
      return ConditionEvaluationResult.disabled("not installed: " + missing);
    }

    private static boolean isInstalled(String program) {
      return Stream.of(System.getenv("PATH").split(File.pathSeparator))
          .anyMatch(folder -> new File(folder, program).canExecute());
    }
  }
}
