package io.github.keycloakduo.testkit.server;

/** A way to run a Keycloak. */
@FunctionalInterface
public interface KeycloakLauncher {

  KeycloakUnderTest launch(ServerOptions options);

  /** The launcher the build names, which has a constructor without arguments. */
  static KeycloakLauncher find() {
    String name = System.getProperty("testkit.launcher", ZipLauncher.class.getName());
    try {
      Class<?> launcher = Class.forName(name);
      return launcher.asSubclass(KeycloakLauncher.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot run Keycloak by " + name, e);
    }
  }
}
