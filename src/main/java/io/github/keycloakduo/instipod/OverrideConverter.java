package io.github.keycloakduo.instipod;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ConfigValidator;
import io.github.keycloakduo.importing.SecretTexts;
import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.MapEntry;
import io.github.keycloakduo.settings.SettingKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The converter of the overrides for clients: each becomes a configuration of its own, which {@code
 * client.configs} of the main one names by the client id.
 */
final class OverrideConverter {
  /** The option by which a configuration names those for single clients. */
  static final String KEY = "client.configs";

  private static final String OPTION = InstipodKeys.CLIENTS;

  /** An internal id as Keycloak makes them; anything else may be a secret in the wrong place. */
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ConfigValidator validator;
  private final Function<String, Optional<String>> clientIds;
  private final ConfigDraft main;
  private final ConfigAliases aliases;
  private final SecretTexts secrets;
  private final Map<String, ConfigDraft> drafts = new LinkedHashMap<>();
  private final List<MapEntry> map = new ArrayList<>();

  OverrideConverter(
      ConfigValidator validator,
      Function<String, Optional<String>> clientIds,
      ConfigDraft main,
      String alias,
      SecretTexts secrets) {
    this.validator = validator;
    this.clientIds = clientIds;
    this.main = main;
    this.aliases = new ConfigAliases(alias);
    this.secrets = secrets;
  }

  /** Converts the value of the option. */
  void convert(String value) {
    if (ClientOverride.all(value).isEmpty() || value.isBlank()) {
      main.say(OPTION, Action.TAKEN, KEY, "is empty: no client has an application of its own");
      return;
    }
    if (value.strip().equals(ConfigDraft.MASK)) {
      main.say(OPTION, Action.TODO, KEY, "is masked in the file: write the clients");
      return;
    }
    List<Optional<ClientOverride>> entries = ClientOverride.all(value);
    Set<Integer> counting = counting(entries);
    for (int at = 0; at < entries.size(); at++) {
      int number = at + 1;
      entries
          .get(at)
          .ifPresentOrElse(
              entry -> convert(entry, counting.contains(number)),
              () ->
                  todo(
                      number,
                      "is not \"client,ikey,skey\" or \"client,ikey,skey,host\", and has no effect"
                          + " in the other extension either"));
    }
  }

  /** The other extension lets the last entry of a client count. */
  private static Set<Integer> counting(List<Optional<ClientOverride>> entries) {
    Map<String, Integer> last = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            entry.ifPresent(known -> last.put(ConfigAliases.key(known.client()), known.number())));
    return new HashSet<>(last.values());
  }

  private void convert(ClientOverride entry, boolean counts) {
    if (!counts) {
      todo(entry.number(), "is not taken: a later entry for the same client counts");
      return;
    }
    if (entry.ikey().equals(ConfigDraft.MASK)
        || secrets.isIn(entry.ikey())
        || entry.host().filter(secrets::isIn).isPresent()) {
      todo(entry.number(), "is not taken: it is masked, or has a secret in the wrong place");
      return;
    }
    clientIds
        .apply(entry.client())
        .ifPresentOrElse(
            clientId -> convert(entry, clientId),
            () ->
                todo(
                    entry.number(),
                    "names a client "
                        + (UUID.matcher(entry.client()).matches()
                            ? "of the internal id " + entry.client() + " "
                            : "")
                        + "that is not known: add its client id to "
                        + KEY
                        + " with a configuration for it"));
  }

  private void convert(ClientOverride entry, String clientId) {
    String alias = aliases.of(clientId);
    String shown = LogSafeText.quotable(clientId);
    ConfigDraft draft = new ConfigDraft(alias, alias);
    draft.take(
        OPTION, SettingKey.DUO_IKEY, entry.ikey(), "is that of the client \"" + shown + "\"");
    draft.intoVault(OPTION, SettingKey.DUO_SKEY, entry.skey());
    entry
        .host()
        .ifPresent(
            host ->
                draft.take(
                    OPTION, SettingKey.DUO_HOST, host, "is that of the client \"" + shown + "\""));
    Map<SettingKey, Optional<String>> values = new EnumMap<>(SettingKey.class);
    values.putAll(main.clearValues());
    values.putAll(draft.clearValues());
    // The main configuration has only accepted values left.
    Optional<String> rejection = validator.rejections(values).values().stream().findFirst();
    if (rejection.isPresent()) {
      todo(entry.number(), "is not taken for the client \"" + shown + "\": " + rejection.get());
      return;
    }
    drafts.put(alias, draft);
    map.add(new MapEntry(clientId, alias));
    main.say(
        OPTION,
        Action.RENAMED,
        KEY,
        "entry "
            + entry.number()
            + ": the client \""
            + shown
            + "\" has the configuration \""
            + alias
            + "\"");
  }

  private void todo(int number, String sentence) {
    main.say(OPTION, Action.TODO, KEY, "entry " + number + " " + sentence);
  }

  /** By alias, the configurations for single clients. */
  Map<String, ConfigDraft> drafts() {
    return drafts;
  }

  /** The value of {@code client.configs}; empty where no entry was taken. */
  Optional<String> map() {
    return map.isEmpty() ? Optional.empty() : Optional.of(MapEntry.toJson(map));
  }
}
