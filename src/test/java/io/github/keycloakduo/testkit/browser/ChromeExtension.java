package io.github.keycloakduo.testkit.browser;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One Chromium for all tests of the JVM; what a failed test saw is kept as pictures. */
final class ChromeExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(ChromeExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate(Chromium.find(), TestEnvironment.isCi());
  }

  static ConditionEvaluationResult evaluate(Optional<Path> chromium, boolean ci) {
    if (chromium.isPresent()) {
      return ConditionEvaluationResult.enabled("Chromium is installed");
    }
    if (ci) {
      throw new IllegalStateException("CI must run the browser tests, but Chromium is missing");
    }
    return ConditionEvaluationResult.disabled("Chromium is not installed");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chrome.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return rootStore(context)
        .getOrComputeIfAbsent(Chrome.class, key -> startChrome(), Chrome.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Chrome chrome = rootStore(context).get(Chrome.class, Chrome.class);
    if (chrome == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      String test = context.getRequiredTestClass().getSimpleName();
      chrome.screenshotAll(test + "-" + context.getRequiredTestMethod().getName());
    }
    chrome.closeWindows();
  }

  private static Chrome startChrome() {
    Path screenshots = TestEnvironment.current().work().resolveSibling("screenshots");
    return Chrome.start(Chromium.find().orElseThrow(), screenshots);
  }

  private static Store rootStore(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }
}
