package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.GraceSettings;
import io.github.keycloakduo.settings.ListRule;
import io.github.keycloakduo.settings.Mapping;
import io.github.keycloakduo.settings.NetworkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The warnings about a valid configuration whose effect is probably not intended. */
public final class ConfigWarnings {
  private static final String SECURITY_KEY =
      "duo.factors: security_key is ignored in duo.mode form, since only Duo's own page can ask for"
          + " security keys";

  private static final String UNASKED =
      "authentication_cache.ask: no earlier MFA ever counts in duo.mode universal, since the check box"
          + " is on our own page";

  private static final String NEVER_SEEN =
      "authentication_cache.ask: users whose factor duo.autopush starts do not see the check box,"
          + " so that their MFA does not count later";

  private ConfigWarnings() {}

  /** The warnings by the step that they are about, for logins at a realm. */
  public static List<StepWarning> of(DuoMfaSettings settings, SelfService realm) {
    List<StepWarning> warnings = new ArrayList<>();
    settings
        .shared()
        .sentences()
        .forEach(sentence -> warnings.add(new StepWarning(LoginStep.NAME, sentence)));
    if (!settings.isUniversal() && settings.factors().contains(Factor.SECURITY_KEY)) {
      warnings.add(new StepWarning(LoginStep.CHALLENGE, SECURITY_KEY));
    }
    settings
        .grace()
        .filter(GraceSettings::asks)
        .filter(grace -> settings.isUniversal() || settings.autopush())
        .map(grace -> settings.isUniversal() ? UNASKED : NEVER_SEEN)
        .ifPresent(sentence -> warnings.add(new StepWarning(LoginStep.GRACE, sentence)));
    settings.exemptions().users().ifPresent(list -> warnings.addAll(metInTheseCapitalsOnly(list)));
    warnings.addAll(exemptInVain(settings.network()));
    warnings.addAll(shared(settings.mapping()));
    warnings.addAll(neverMapped(settings.mapping()));
    warnings.addAll(new SelfServiceWarnings(settings, realm).all());
    return warnings;
  }

  /** Where everybody else is exempt, capitals make no difference. */
  private static List<StepWarning> metInTheseCapitalsOnly(ListRule list) {
    return new TreeSet<>(list.except())
        .stream()
            .filter(name -> list.allow() == ListRule.Allow.NO_USER)
            .filter(name -> !name.equals(name.toLowerCase(Locale.ROOT)))
            .map(
                name ->
                    new StepWarning(
                        LoginStep.USER_LIST,
                        "whitelist.user_list.except: "
                            + quoted(name)
                            + " exempts a user name with these capitals only; Keycloak's own user"
                            + " names have none, those of an LDAP provider without import may"))
            .toList();
  }

  private static List<StepWarning> exemptInVain(NetworkRules networks) {
    return networks.exemptInVain().stream()
        .map(
            range ->
                new StepWarning(
                    LoginStep.NETWORK,
                    "network.exempt: " + range + " exempts nobody, since network.require has it"))
        .toList();
  }

  /** Several users with one Duo name: each of them can send pushes to the phones of the others. */
  private static List<StepWarning> shared(Mapping mapping) {
    NameTransform transform = NameTransform.of(mapping);
    Map<String, Set<String>> users = new TreeMap<>();
    mapping
        .explicit()
        .forEach(
            (user, name) ->
                users
                    .computeIfAbsent(
                        transform.after(name).toLowerCase(Locale.ROOT), none -> new TreeSet<>())
                    .add(quoted(user)));
    return users.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                new StepWarning(
                    LoginStep.MAPPING,
                    "usermapping.explicit: "
                        + String.join(" and ", entry.getValue())
                        + " become one Duo name, "
                        + quoted(entry.getKey())))
        .toList();
  }

  private static List<StepWarning> neverMapped(Mapping mapping) {
    return new TreeSet<>(mapping.explicit().keySet())
        .stream()
            .filter(user -> !NameTransform.of(mapping).before(user).equals(user))
            .map(
                user ->
                    new StepWarning(
                        LoginStep.MAPPING,
                        "usermapping.explicit: "
                            + quoted(user)
                            + " is never met, since username_transform.ignore_upn_suffix is on"))
            .toList();
  }

  private static String quoted(String text) {
    return "\"" + LogSafeText.of(text) + "\"";
  }
}
