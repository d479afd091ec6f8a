package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.gateway.DirectGrantParameters;
import io.github.keycloakduo.gateway.ParsedUsername;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.policy.TypedPasscode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a direct grant that are ours.
 *
 * @param clientIp as it was sent; absent when it was not
 * @param state the handle of the login that the request goes on with
 * @param waitText {@code wait} as it was sent, {@code true} when it was not
 */
record GatewayRequest(
    DirectGrantParameters parameters,
    Optional<String> clientIp,
    Optional<String> state,
    String waitText) {
  private static final String ANSWER = "answer.";

  /** A parameter of its own comes before what the user name carried. */
  static GatewayRequest read(
      MultivaluedMap<String, String> form, Optional<ParsedUsername.WithParameters> carried) {
    String wait = Objects.requireNonNullElse(form.getFirst("wait"), "true").strip();
    return new GatewayRequest(
        new DirectGrantParameters(
            new Secret(
                first(
                    passcode(form.getFirst("otp")),
                    passcode(form.getFirst("totp")),
                    carried.flatMap(name -> name.value("otp")))),
            first(
                Optional.ofNullable(form.getFirst("factor")),
                carried.flatMap(name -> name.value("factor"))),
            first(
                Optional.ofNullable(form.getFirst("device")),
                carried.flatMap(name -> name.value("device"))),
            answers(form, carried),
            !wait.equalsIgnoreCase("false")),
        sent(form, "client_ip"),
        sent(form, "duo_state"),
        wait);
  }

  private static Optional<String> passcode(@Nullable String sent) {
    return Optional.ofNullable(sent).filter(text -> !TypedPasscode.of(text).isEmpty());
  }

  private static Optional<String> sent(MultivaluedMap<String, String> form, String name) {
    return Optional.ofNullable(form.getFirst(name)).filter(text -> !text.isBlank());
  }

  /** What is wrong with the request itself, if anything is. */
  Optional<String> problem() {
    boolean known = waitText.equalsIgnoreCase("true") || waitText.equalsIgnoreCase("false");
    return known ? Optional.empty() : Optional.of("wait must be true or false");
  }

  @SafeVarargs
  private static String first(Optional<String>... values) {
    return Stream.of(values)
        .flatMap(Optional::stream)
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> answers(
      MultivaluedMap<String, String> form, Optional<ParsedUsername.WithParameters> carried) {
    Map<String, String> answers =
        new HashMap<>(carried.map(ParsedUsername.WithParameters::pairs).orElse(Map.of()));
    form.forEach(
        (name, values) -> {
          if (name.startsWith(ANSWER)) {
            answers.put(
                name.substring(ANSWER.length()), Objects.requireNonNullElse(values.get(0), ""));
          }
        });
    return answers;
  }

  @Override
  public String toString() {
    return "GatewayRequest[" + parameters + "]";
  }
}
