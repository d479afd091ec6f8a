package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final List<String> OUTCOMES =
      List.of(
          "approved",
          "grace",
          "exempt_user",
          "exempt_group",
          "exempt_network",
          "bypass",
          "fail_open",
          "other_factor",
          "denied",
          "fraud",
          "wrong_passcode",
          "passcode_used",
          "push_timeout",
          "cancelled",
          "not_enrolled",
          "no_capable_device",
          "factor_not_allowed",
          "duo_denied",
          "push_limit",
          "session_limit",
          "unreachable",
          "rate_limited",
          "duo_error",
          "mapping_error",
          "config_error");
  private static final List<String> FACTORS = List.of("push", "phone", "sms");
  private static final List<String> WAITS = List.of("push", "phone", "sms", "passcode", "contact");
  private static final Pattern CALL = Pattern.compile("msg\\(\"([^\"]+)\"(\\s*\\+)?");

  private final ThemeFiles files = new ThemeFiles();

  private Stream<String> keys() {
    return files.messages().stringPropertyNames().stream().sorted();
  }

  @Test
  void hasATextForEveryOutcome() {
    assertThat(keys().filter(key -> key.startsWith("duoOutcome.")))
        .containsExactlyInAnyOrderElementsOf(prefixed("duoOutcome.", OUTCOMES));
  }

  @Test
  void hasEveryTextThatAPageUses() {
    Set<String> known = new TreeSet<>(files.messages().stringPropertyNames());
    known.addAll(KeycloakTheme.BARE.messages().stringPropertyNames());

    assertThat(known).containsAll(used());
  }

  @Test
  void hasNoTextThatNobodyUses() {
    Set<String> unused = new TreeSet<>(files.messages().stringPropertyNames());
    unused.removeAll(used());
    // Written by the authenticator, or by Keycloak's own list of ways to sign in.
    unused.removeIf(
        key -> key.matches("duo(Error|Span|Remember(Idle|Uses|SignOut)|OtherWrong\\.).*"));
    unused.remove("duoOtherEmpty");
    unused.removeAll(List.of("duo-mfa-display-name", "duo-mfa-help-text"));

    assertThat(unused).isEmpty();
  }

  @Test
  void saysTheFixedTexts() {
    assertThat(files.messages()).containsEntry("duoSmsPrompt", "Enter passcode from text message:");
    assertThat(files.messages().getProperty("duoOutcome.passcode_used"))
        .startsWith("This passcode has already been used.");
  }

  /** Keys the templates name; a name that is put together stands for every value it can get. */
  private Set<String> used() {
    Set<String> keys = new TreeSet<>();
    for (String template : files.templates().values()) {
      Matcher call = CALL.matcher(template);
      while (call.find()) {
        if (call.group(2) == null) {
          keys.add(call.group(1));
        } else {
          keys.addAll(family(call.group(1)));
        }
      }
    }
    return keys;
  }

  private static List<String> family(String prefix) {
    return switch (prefix) {
      case "duoOutcome." -> prefixed(prefix, OUTCOMES);
      case "duoFactor." -> prefixed(prefix, FACTORS);
      case "duoOtherKind." -> prefixed(prefix, List.of("otp", "recovery_code"));
      case "duoWaitingTitle." -> prefixed(prefix, WAITS);
      case "duoWaiting." ->
          prefixed(prefix, WAITS).stream().flatMap(key -> Stream.of(key, key + ".device")).toList();
      default -> throw new AssertionError("A new family of messages: " + prefix);
    };
  }

  private static List<String> prefixed(String prefix, List<String> names) {
    return names.stream().map(prefix::concat).toList();
  }
}
