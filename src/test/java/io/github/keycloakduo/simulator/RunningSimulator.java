package io.github.keycloakduo.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One simulator for a test class, emptied before each test. */
public final class RunningSimulator
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final DuoSimulatorBuilder builder;
  private @Nullable DuoSimulator duo;
  private @Nullable TestClient client;

  public RunningSimulator() {
    this(DuoSimulator.builder());
  }

  public RunningSimulator(DuoSimulatorBuilder builder) {
    this.builder = builder;
  }

  /** The simulator; only while a test runs. */
  public DuoSimulator duo() {
    return Objects.requireNonNull(duo);
  }

  TestClient client() {
    return Objects.requireNonNull(client);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    duo = builder.start();
    client = new TestClient(duo);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    duo().reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    duo().close();
  }
}
