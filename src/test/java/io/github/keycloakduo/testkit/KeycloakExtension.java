package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link KeycloakUnderTest} and a {@link DuoSimulator}, one for all tests of the JVM,
 * and a {@link TestRealm}. A realm asked for by a constructor or before all tests belongs to the
 * class, else to the one test. The simulator knows nobody when a test begins.
 */
public final class KeycloakExtension implements ParameterResolver, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(KeycloakExtension.class);

  private static final Map<Class<?>, Function<ExtensionContext, Object>> PARAMETERS =
      Map.of(
          KeycloakUnderTest.class,
          context -> world(context).keycloak(),
          DuoSimulator.class,
          context -> world(context).duo(),
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
    TestWorld running = context.getRoot().getStore(NAMESPACE).get(TestWorld.class, TestWorld.class);
    if (running != null) {
      running.duo().reset();
    }
  }

  private static TestWorld world(ExtensionContext context) {
    Store store = context.getRoot().getStore(NAMESPACE);
    return store.getOrComputeIfAbsent(TestWorld.class, key -> TestWorld.start(), TestWorld.class);
  }

  private static TestRealm realm(ExtensionContext context) {
    TestWorld world = world(context);
    // A store also finds what an enclosing context put, so tests share the realm of their class.
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestRealm.class, key -> world.newRealm(), TestRealm.class);
  }
}
