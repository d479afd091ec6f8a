package io.github.keycloakduo.testkit.server;

import java.net.URI;
import java.net.http.HttpRequest;

/** A running Keycloak with the jar under test. */
public interface KeycloakUnderTest extends AutoCloseable {

  /** Where browsers and clients reach it; no trailing slash. */
  URI baseUrl();

  /** Where {@code /health} and {@code /metrics} are; no trailing slash. */
  URI managementUrl();

  /** Full rights on all realms; paths start at {@code /admin/realms}. */
  AdminClient admin();

  /** Everything the server has written to its log so far. */
  String logText();

  /** The page of its metrics. */
  default String metrics() {
    return Http.send(HttpRequest.newBuilder(URI.create(managementUrl() + "/metrics"))).body();
  }

  /** Lets the server end its work, as an operator would. */
  void stop();

  /** Ends the server at once. */
  @Override
  void close();
}
