package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A realm file: one user, and for each kind of login a client with a browser flow and a direct
 * grant of its own. The user's hash is made when the file is imported; other users are copies.
 */
final class BenchRealm {
  static final String PASSWORD = "only the password";
  static final String TOTP_SECRET = "benchmarkbenchmark12";
  static final String REDIRECT = "http://localhost/landing";
  static final String TEMPLATE_USER = "u00000";

  /** Cheap to check, so that the cost of the flow shows. */
  static final String FAST_HASH = "hashAlgorithm(pbkdf2-sha512) and hashIterations(1)";

  private final String name;
  private final String passwordPolicy;
  private final List<Object> flows = new ArrayList<>();
  private final List<Object> configs = new ArrayList<>();
  private final List<Object> clients = new ArrayList<>();
  private final List<Object> components = new ArrayList<>();

  BenchRealm(String name, String passwordPolicy) {
    this.name = name;
    this.passwordPolicy = passwordPolicy;
    login("password", "", "", Map.of());
    login("otp", "auth-otp-form", "direct-grant-validate-otp", Map.of());
    remainingFlows();
  }

  String name() {
    return name;
  }

  /** A client whose logins have the step of this product after the password. */
  BenchRealm duo(String client, Map<String, String> config) {
    login(client, "duo-mfa", "duo-mfa-direct-grant", config);
    return this;
  }

  /** The directory that groups are looked up in. */
  BenchRealm directory(Map<String, List<String>> provider) {
    components.add(
        Map.of(
            "name",
            "directory",
            "providerId",
            "ldap",
            "subComponents",
            Map.of(),
            "config",
            provider));
    return this;
  }

  private void login(String client, String step, String grantStep, Map<String, String> config) {
    String forms = client + " forms";
    List<Object> browser = new ArrayList<>(List.of(step(10, "auth-username-password-form", "")));
    List<Object> grant =
        new ArrayList<>(
            List.of(
                step(10, "direct-grant-validate-username", ""),
                step(20, "direct-grant-validate-password", "")));
    String alias = config.isEmpty() ? "" : client;
    if (!alias.isEmpty()) {
      configs.add(Map.of("alias", alias, "config", config));
    }
    if (!step.isEmpty()) {
      browser.add(step(20, step, alias));
      grant.add(step(30, grantStep, alias));
    }
    flow(
        client + " browser",
        "basic-flow",
        true,
        List.of(
            execution("ALTERNATIVE", 10, Map.of("authenticator", "auth-cookie")),
            execution("ALTERNATIVE", 20, Map.of("flowAlias", forms, "authenticatorFlow", true))));
    flow(forms, "basic-flow", false, browser);
    flow(client + " grant", "basic-flow", true, grant);
    clients.add(
        Map.of(
            "clientId",
            client,
            "publicClient",
            true,
            "standardFlowEnabled",
            true,
            "directAccessGrantsEnabled",
            true,
            "redirectUris",
            List.of(REDIRECT),
            "authenticationFlowBindingOverrides",
            Map.of("browser", id(client + " browser"), "direct_grant", id(client + " grant"))));
  }

  /** A realm file with flows of its own must have all that a realm is bound to. */
  private void remainingFlows() {
    flow(
        "registration fields",
        "form-flow",
        false,
        List.of(step(10, "registration-user-creation", "")));
    flow(
        "registration",
        "basic-flow",
        true,
        List.of(
            execution(
                "REQUIRED",
                10,
                Map.of(
                    "authenticator", "registration-page-form",
                    "flowAlias", "registration fields",
                    "authenticatorFlow", true))));
    flow("reset", "basic-flow", true, List.of(step(10, "reset-credentials-choose-user", "")));
    flow(
        "client",
        "client-flow",
        true,
        List.of(execution("ALTERNATIVE", 10, Map.of("authenticator", "client-secret"))));
    flow("docker", "basic-flow", true, List.of(step(10, "docker-http-basic-authenticator", "")));
    flow("broker", "basic-flow", true, List.of(step(10, "idp-review-profile", "")));
  }

  private static Map<String, Object> step(int priority, String authenticator, String config) {
    return execution(
        "REQUIRED",
        priority,
        config.isEmpty()
            ? Map.of("authenticator", authenticator)
            : Map.of("authenticator", authenticator, "authenticatorConfig", config));
  }

  private static Map<String, Object> execution(
      String requirement, int priority, Map<String, Object> what) {
    Map<String, Object> execution = new LinkedHashMap<>(what);
    execution.put("requirement", requirement);
    execution.put("priority", priority);
    execution.putIfAbsent("authenticatorFlow", false);
    return execution;
  }

  private void flow(String alias, String provider, boolean top, List<Object> executions) {
    flows.add(
        Map.of(
            "id", id(alias),
            "alias", alias,
            "providerId", provider,
            "topLevel", top,
            "builtIn", false,
            "authenticationExecutions", executions));
  }

  private String id(String alias) {
    return UUID.nameUUIDFromBytes(
            (name + "/" + alias).getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  private Map<String, Object> user() {
    return Map.of(
        "username",
        TEMPLATE_USER,
        "email",
        TEMPLATE_USER + "@example.org",
        "emailVerified",
        true,
        "enabled",
        true,
        "firstName",
        "Load",
        "lastName",
        "Test",
        "credentials",
        List.of(
            Map.of("type", "password", "value", PASSWORD),
            Map.of(
                "type", "otp",
                "secretData", Json.write(Map.of("value", TOTP_SECRET)),
                "credentialData",
                    Json.write(
                        Map.of(
                            "subType", "totp",
                            "digits", 6,
                            "counter", 0,
                            "period", 30,
                            "algorithm", "HmacSHA1")))));
  }

  /** Writes the file, named as the server wants it. */
  Path writeTo(Path folder) {
    Map<String, Object> realm = new LinkedHashMap<>();
    realm.put("realm", name);
    realm.put("enabled", true);
    realm.put("sslRequired", "none");
    realm.put("passwordPolicy", passwordPolicy);
    realm.put("browserFlow", "password browser");
    realm.put("directGrantFlow", "password grant");
    realm.put("registrationFlow", "registration");
    realm.put("resetCredentialsFlow", "reset");
    realm.put("clientAuthenticationFlow", "client");
    realm.put("dockerAuthenticationFlow", "docker");
    realm.put("firstBrokerLoginFlow", "broker");
    realm.put("authenticationFlows", flows);
    realm.put("authenticatorConfig", configs);
    realm.put("clients", clients);
    realm.put("users", List.of(user()));
    if (!components.isEmpty()) {
      realm.put("components", Map.of("org.keycloak.storage.UserStorageProvider", components));
    }
    try {
      return Files.writeString(
          Files.createDirectories(folder).resolve(name + "-realm.json"), Json.write(realm));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
