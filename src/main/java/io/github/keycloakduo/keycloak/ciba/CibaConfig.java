package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.ConfigCache;
import io.github.keycloakduo.keycloak.runtime.ConfigPlaces;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The configuration that a realm has chosen for CIBA. */
sealed interface CibaConfig {
  /** A function for each case. */
  record Cases<R>(Function<Usable, R> usable, Function<Unusable, R> unusable) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Usable, R> usable, Function<Unusable, R> unusable) {
    return match(new Cases<>(usable, unusable));
  }

  /** The realm attribute that holds the configuration's alias. */
  String ATTRIBUTE = "duoMfaCibaConfig";

  String QUESTIONS =
      ATTRIBUTE + ": the configuration asks questions, and there is no page to answer them on";
  String UNIVERSAL =
      ATTRIBUTE + ": the configuration has duo.mode=universal, which needs a browser";
  String NO_PUSH = ATTRIBUTE + ": the configuration does not have push among its duo.factors";

  /** It can be used. */
  record Usable(AuthenticatorConfigModel model, DuoMfaSettings settings) implements CibaConfig {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.usable().apply(this);
    }
  }

  /**
   * It lets nobody in.
   *
   * @param problem for the administrator
   */
  record Unusable(String problem) implements CibaConfig {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unusable().apply(this);
    }
  }

  /** Looks it up for a client; the realm must be the one of the session's context. */
  static CibaConfig of(
      KeycloakSession session, RealmModel realm, ClientModel client, ConfigCache source) {
    String alias = alias(realm);
    if (alias.isEmpty()) {
      return new Unusable(
          ATTRIBUTE
              + ": the realm has no such attribute, or it is empty: expected the alias of one"
              + " configuration of this extension in the realm");
    }
    List<AuthenticatorConfigModel> found = ConfigPlaces.named(realm, alias).toList();
    return fault(realm, found)
        .<CibaConfig>map(
            fault ->
                new Unusable(
                    ATTRIBUTE
                        + ": invalid value \""
                        + LogSafeText.of(alias)
                        + "\": expected the alias of one configuration of this extension in the"
                        + " realm; "
                        + fault))
        .orElseGet(
            () ->
                parsed(
                    found.get(0),
                    source.of(session, found.get(0), Optional.of(client.getClientId()))));
  }

  /** What the realm attribute says; may be empty. */
  static String alias(RealmModel realm) {
    return Optional.ofNullable(realm.getAttribute(ATTRIBUTE)).orElse("").strip();
  }

  private static Optional<String> fault(RealmModel realm, List<AuthenticatorConfigModel> found) {
    if (found.isEmpty()) {
      return Optional.of("there is no configuration of that alias");
    }
    if (found.size() > 1) {
      return Optional.of(ConfigPlaces.describe(realm, found));
    }
    Map<String, String> options = found.get(0).getConfig();
    boolean ours =
        options != null && options.keySet().stream().anyMatch(id -> SettingKey.of(id).isPresent());
    return ours ? Optional.empty() : Optional.of("that configuration is not one of this extension");
  }

  private static CibaConfig parsed(AuthenticatorConfigModel model, ConfigResult parsed) {
    return parsed.match(
        valid -> usable(model, valid.settings()),
        invalid ->
            new Unusable(ConfigPlaces.in(model, ConfigProblem.describe(invalid.problems()))));
  }

  private static CibaConfig usable(AuthenticatorConfigModel model, DuoMfaSettings settings) {
    return unfit(settings)
        .<CibaConfig>map(Unusable::new)
        .orElseGet(() -> new Usable(model, settings));
  }

  /** Why a configuration that is right for a browser is none for a phone alone. */
  static Optional<String> unfit(DuoMfaSettings settings) {
    if (settings.isUniversal()) {
      return Optional.of(UNIVERSAL);
    }
    if (!settings.questions().isEmpty()) {
      return Optional.of(QUESTIONS);
    }
    return settings.factors().contains(Factor.PUSH) ? Optional.empty() : Optional.of(NO_PUSH);
  }
}
