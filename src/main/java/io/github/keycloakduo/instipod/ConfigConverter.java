package io.github.keycloakduo.instipod;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ConfigValidator;
import io.github.keycloakduo.importing.SecretTexts;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.SettingKey;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The converter of the options that hold for all clients. */
final class ConfigConverter {
  /** What the other extension takes for nothing. */
  private static final String NONE = "none";

  private final ConfigValidator validator;

  ConfigConverter(ConfigValidator validator) {
    this.validator = validator;
  }

  /** The draft of the configuration, without the overrides for clients. */
  ConfigDraft convert(SourceConfig source, String alias, SecretTexts secrets) {
    ConfigDraft draft = new ConfigDraft(source.alias(), alias);
    draft.take(
        InstipodKeys.AUTHENTICATOR,
        SettingKey.DUO_MODE,
        "universal",
        "is a mode of the same step here; the Duo application stays, of the type Web SDK");
    draft.take(
        InstipodKeys.AUTHENTICATOR,
        SettingKey.DUO_FACTORS,
        SettingKey.DUO_FACTORS.options().stream().collect(Collectors.joining("##")),
        "are all factors that can be chosen here, as before; leave out those that must not count");
    source.options().forEach((option, value) -> convert(draft, option, value.strip(), secrets));
    // None of these values depends on another, so that one look is enough.
    validator.rejections(draft.clearValues()).forEach(draft::reject);
    return draft;
  }

  private static void convert(ConfigDraft draft, String option, String value, SecretTexts secrets) {
    boolean known = InstipodKeys.isKnown(option);
    Optional<String> advice = InstipodKeys.advice(option);
    if (option.equals(InstipodKeys.CLIENTS)) {
      return;
    }
    if (SettingKey.isKeycloaksOwn(option)) {
      draft.takeKeycloaksOwn(option, value);
    } else if (!known && advice.isEmpty()) {
      String name = secrets.isIn(option) ? "..." : LogSafeText.quotable(option);
      draft.say(name, Action.UNKNOWN, "", "is no option of the other extension or of this one");
    } else if (value.isEmpty() || value.equalsIgnoreCase(NONE)) {
      draft.say(option, Action.TAKEN, "", "is empty: the default holds");
    } else if (advice.isPresent()) {
      draft.say(option, Action.TODO, "", advice.get());
    } else if (option.equals(InstipodKeys.SKEY)) {
      draft.intoVault(option, SettingKey.DUO_SKEY, value);
    } else if (value.equals(ConfigDraft.MASK)) {
      draft.say(option, Action.TODO, key(option).id(), "is masked in the file: write it");
    } else if (secrets.isIn(value)) {
      draft.say(
          option, Action.TODO, key(option).id(), "is not taken: it has the text of a secret in it");
    } else if (option.equals(InstipodKeys.FAIL_SAFE)) {
      failSafe(draft, option, value);
    } else {
      draft.take(option, key(option), value, "is called " + key(option).id() + " here");
    }
  }

  /** The other extension fails open at any word but "false", which only a person may want. */
  private static void failSafe(ConfigDraft draft, String option, String value) {
    SettingKey key = SettingKey.DUO_IGNORE_CONN_ERR;
    if (value.equalsIgnoreCase("true")) {
      draft.take(
          option,
          key,
          "true",
          "is called duo.ignore_conn_err here; it lets users in only while no connection to Duo can"
              + " be made, not after other errors");
    } else if (value.equalsIgnoreCase("false")) {
      draft.take(option, key, "false", "is called duo.ignore_conn_err here");
    } else {
      draft.say(option, Action.TODO, key.id(), "is neither true nor false: no user is let in");
    }
  }

  private static SettingKey key(String option) {
    return Stream.of(SettingKey.DUO_HOST, SettingKey.DUO_IKEY, SettingKey.DUO_IGNORE_CONN_ERR)
        .filter(key -> InstipodKeys.origin(key).equals(option))
        .findFirst()
        .orElseThrow();
  }
}
