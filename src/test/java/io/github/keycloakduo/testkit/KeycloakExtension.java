package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a {@link KeycloakUnderTest} and a {@link DuoSimulator}, one for all tests of the JVM,
 * a {@link VaultDirectory}, {@link SparePorts} and a {@link TestRealm}. A realm asked for by a
 * constructor or before all tests belongs to the class, else to the one test. The simulator knows
 * nobody when a test begins.
 */
public final class KeycloakExtension implements ParameterResolver, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(KeycloakExtension.class);

  /** Outlives the engine's root context, which ends with each class where there are two JVMs. */
  private static volatile @Nullable TestWorld world;

  private static final Map<Class<?>, Function<ExtensionContext, Object>> PARAMETERS =
      Map.of(
          KeycloakUnderTest.class,
          context -> world().keycloak(),
          DuoSimulator.class,
          context -> world().duo(),
          VaultDirectory.class,
          context -> world().vault(),
          SparePorts.class,
          context -> world().spare(),
          TestRealm.class,
          KeycloakExtension::realm);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARAMETERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return Objects.requireNonNull(PARAMETERS.get(type)).apply(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestWorld running = world;
    if (running != null) {
      running.reset();
    }
  }

  private static synchronized TestWorld world() {
    if (world == null) {
      TestWorld started = TestWorld.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close, "stop-test-world"));
      world = started;
    }
    return world;
  }

  private static TestRealm realm(ExtensionContext context) {
    TestWorld running = world();
    // A store also finds what an enclosing context put, so tests share the realm of their class.
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestRealm.class,
            key -> isNew(context) ? running.newRealm() : running.realm(),
            TestRealm.class);
  }

  private static boolean isNew(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getElement(), NewRealm.class)
        || AnnotationSupport.isAnnotated(context.getTestClass(), NewRealm.class);
  }
}
