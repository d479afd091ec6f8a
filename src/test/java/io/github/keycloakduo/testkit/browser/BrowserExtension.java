package io.github.keycloakduo.testkit.browser;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser for all tests of the JVM; what a failed test saw is kept as pictures. */
abstract class BrowserExtension<B extends RealBrowser>
    implements ExecutionCondition, ParameterResolver, AfterEachCallback {
  /** Outlive the engine's root context, which ends with each class where there are more JVMs. */
  private static final Map<Class<?>, RealBrowser> RUNNING = new ConcurrentHashMap<>();

  private final Class<B> type;
  private final BrowserProgram program;
  private final BiFunction<Path, Path, B> launcher;

  BrowserExtension(Class<B> type, BrowserProgram program, BiFunction<Path, Path, B> launcher) {
    this.type = type;
    this.program = program;
    this.launcher = launcher;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate(program, program.find(), TestEnvironment.isCi());
  }

  static ConditionEvaluationResult evaluate(
      BrowserProgram program, Optional<Path> found, boolean ci) {
    if (found.isPresent()) {
      return ConditionEvaluationResult.enabled(program.title() + " is installed");
    }
    if (ci) {
      throw new IllegalStateException(
          "CI must run the browser tests, but " + program.title() + " is missing");
    }
    return ConditionEvaluationResult.disabled(program.title() + " is not installed");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == type;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return RUNNING.computeIfAbsent(type, key -> start());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RealBrowser browser = RUNNING.get(type);
    if (browser == null) {
      return;
    }
    if (context.getExecutionException().isPresent()) {
      String test = context.getRequiredTestClass().getSimpleName();
      browser.screenshotAll(test + "-" + context.getRequiredTestMethod().getName());
    }
    browser.closeWindows();
  }

  private B start() {
    Path screenshots = TestEnvironment.current().work().resolveSibling("screenshots");
    B browser = launcher.apply(program.find().orElseThrow(), screenshots);
    Runtime.getRuntime().addShutdownHook(new Thread(browser::close, "close-browser"));
    return browser;
  }
}
