package io.github.keycloakduo.instipod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ParseError;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports for tests, and their imports. */
final class Exports {
  static final String SHOP = "f181f907-ce3f-49fd-97c5-eb3eafe275a7";
  static final String WIKI = "0a1b2c3d-0000-4000-8000-00000000000a";
  static final String SKEY = "canary-main-0123456789-0123456789-012345";
  static final String SHOP_SKEY = "canary-shop-0123456789-0123456789-012345";
  static final String HOST = "api-01234567.duosecurity.com";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Exports() {}

  /** The options that the other extension requires. */
  static Map<String, String> least() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("duoApiHostname", HOST);
    options.put("duoIntegrationKey", "DIMAINMAINMAINMAINMA");
    options.put("duoSecretKey", SKEY);
    return options;
  }

  /** The same and one more. */
  static Map<String, String> least(String option, String value) {
    Map<String, String> options = least();
    options.put(option, value);
    return options;
  }

  static Map<String, Object> config(String alias, Map<String, ?> options) {
    return Map.of("id", "id-of-" + alias, "alias", alias, "config", options);
  }

  /** A realm with these configurations, whose flow has steps with those of the aliases. */
  static Map<String, Object> realm(
      String name, List<Map<String, Object>> configs, List<String> used) {
    return Map.of(
        "realm",
        name,
        "clients",
        List.of(
            Map.of("id", SHOP, "clientId", "shop", "enabled", true),
            Map.of("id", WIKI, "clientId", "https://wiki.example/saml")),
        "authenticatorConfig",
        configs,
        "authenticationFlows",
        List.of(
            Map.of("alias", "empty"),
            Map.of(
                "alias",
                "browser",
                "authenticationExecutions",
                used.stream()
                    .map(
                        alias ->
                            Map.of("authenticator", "duo-universal", "authenticatorConfig", alias))
                    .toList())));
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static ImportResult read(String json, String alias, String wanted) {
    return new InstipodImporter(AllowedRoutes.parse("", ""), id -> Optional.empty())
        .read(json.getBytes(StandardCharsets.UTF_8), alias, wanted);
  }

  static Converted converted(Object json) {
    return converted(read(json(json), "", ""));
  }

  static Converted converted(ImportResult result) {
    return result.match(
        converted -> converted,
        rejected -> {
          throw new AssertionError(rejected.errors());
        });
  }

  /** Of a file that must be rejected. */
  static List<String> errors(String json) {
    return read(json, "", "")
        .match(
            converted -> {
              throw new AssertionError("was not rejected: " + converted.config());
            },
            rejected -> rejected.errors().stream().map(ParseError::text).toList());
  }

  /** Action and key of the lines about an option. */
  static List<String> lines(Converted converted, String option) {
    return converted.report().stream()
        .filter(line -> line.option().equals(option))
        .map(line -> line.action().id() + " " + line.key())
        .toList();
  }

  static String message(Converted converted, String option) {
    return converted.report().stream()
        .filter(line -> line.option().equals(option))
        .map(ReportLine::message)
        .reduce("", (one, other) -> one + "\n" + other);
  }
}
