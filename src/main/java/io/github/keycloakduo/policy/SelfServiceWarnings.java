package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ListRule;
import io.github.keycloakduo.settings.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The warnings about rules that go by what users can choose themselves: with another name a user is
 * on another list, or another person's phone is asked.
 */
final class SelfServiceWarnings {
  private static final int MAX_BROKERS = 3;

  private final DuoMfaSettings settings;
  private final SelfService realm;

  SelfServiceWarnings(DuoMfaSettings settings, SelfService realm) {
    this.settings = settings;
    this.realm = realm;
  }

  List<StepWarning> all() {
    List<StepWarning> warnings = new ArrayList<>();
    String ways = String.join("; ", ways());
    if (!ways.isEmpty()) {
      settings
          .exemptions()
          .users()
          .flatMap(this::userList)
          .ifPresent(
              sentence -> warnings.add(new StepWarning(LoginStep.USER_LIST, sentence + ways)));
      if (settings.exemptions().groups().isPresent()) {
        warnings.add(
            new StepWarning(
                LoginStep.LDAP_GROUP,
                "whitelist.ldap_server_group goes by user names, which users can choose: " + ways));
      }
      if (goesByName(settings.mapping())) {
        warnings.add(
            new StepWarning(
                LoginStep.MAPPING,
                "the Duo name goes by the user name, which users can choose: " + ways));
      }
    }
    settings
        .mapping()
        .directoryAttribute()
        .filter(name -> realm.directoryAttribute())
        .ifPresent(name -> warnings.add(writable(name)));
    return warnings;
  }

  private Optional<String> userList(ListRule list) {
    if (list.allow() == ListRule.Allow.ALL_USERS
        && (!list.except().isEmpty() || settings.exemptions().userGroup().isPresent())) {
      return Optional.of(
          "whitelist.user_list exempts all users but those listed, and users can choose their"
              + " name: ");
    }
    return list.except().isEmpty()
        ? Optional.empty()
        : Optional.of("whitelist.user_list.except goes by user names, which users can choose: ");
  }

  /** All mappings do but that by an attribute of the Keycloak user. */
  private static boolean goesByName(Mapping mapping) {
    return mapping.userAttribute().isEmpty()
        || mapping.directoryAttribute().isPresent()
        || !mapping.explicit().isEmpty();
  }

  private List<String> ways() {
    List<String> ways = new ArrayList<>();
    if (realm.renaming()) {
      ways.add("the realm has \"Edit username\" on");
    }
    if (realm.registration()) {
      ways.add("the realm has \"User registration\" on");
    }
    if (!realm.brokers().isEmpty()) {
      ways.add("the first login by the identity provider " + brokers() + " reviews the profile");
    }
    return ways;
  }

  private String brokers() {
    String some =
        realm.brokers().stream()
            .sorted()
            .limit(MAX_BROKERS)
            .map(SelfServiceWarnings::quoted)
            .collect(Collectors.joining(", "));
    int more = realm.brokers().size() - MAX_BROKERS;
    return more > 0 ? some + " (and " + more + " more)" : some;
  }

  private static StepWarning writable(String attribute) {
    return new StepWarning(
        LoginStep.MAPPING,
        "usermapping.ldap_server.user_attribute: users can write "
            + quoted(attribute)
            + " in the account console, and so choose whose phone is asked");
  }

  private static String quoted(String text) {
    return "\"" + LogSafeText.of(text) + "\"";
  }
}
