package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.importing.VaultKeys;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.Optional;
import java.util.Set;

/**
 * The converter of single options: finds the key of this product by section and name, and says what
 * becomes of the value.
 */
final class OptionConverter {
  /** The value by which the SPS plugin takes an option from its credential store. */
  private static final String FROM_STORE = "$";

  /** The options that say where the others are found. */
  private static final Set<SettingKey> NEVER_FROM_VAULT =
      Set.of(SettingKey.CREDENTIAL_STORE_NAME, SettingKey.SHARED_CONFIG);

  private final VaultKeys vault;

  OptionConverter(VaultKeys vault) {
    this.vault = vault;
  }

  ConvertedOption convert(ResolvedOption option) {
    if (option.section().equals(SpsNames.EXPLICIT)) {
      return UserMapConverter.convert(option);
    }
    return Optional.ofNullable(SpsNames.options(option.section()).get(option.name()))
        .map(name -> known(option, name))
        .orElseGet(() -> unknown(option));
  }

  private static ConvertedOption unknown(ResolvedOption option) {
    if (SpsNames.isQuestion(option.section())) {
      return ConvertedOption.without(
          option, Action.TODO, "", "is not taken: there are question_1 to question_5 here");
    }
    if (option.isReferenced()) {
      return ConvertedOption.without(
          option, Action.TAKEN, "", "is no option itself; others refer to it, and have its value");
    }
    String hint =
        SpsNames.similar(option.section())
            .filter(name -> !name.equals(option.section()))
            .map(name -> "; is the section [" + name + "] meant?")
            .orElse("");
    return ConvertedOption.without(
        option, Action.UNKNOWN, "", "is no option of the original or of this product" + hint);
  }

  private ConvertedOption known(ResolvedOption option, SpsName name) {
    SettingKey key = name.key();
    String value = option.value();
    boolean variant = name.renamed() || option.inherited();
    if (value.isBlank()) {
      return ConvertedOption.without(option, Action.TAKEN, key.id(), "is empty: the default holds");
    }
    if (Placeholder.is(value)) {
      return ConvertedOption.without(option, Action.TODO, key.id(), Placeholder.MESSAGE);
    }
    boolean reference = VaultExpression.is(value) || value.equals(FROM_STORE);
    if (reference && NEVER_FROM_VAULT.contains(key)) {
      return ConvertedOption.without(
          option, Action.TODO, key.id(), "cannot come from a vault: write it");
    }
    if (value.equals(FROM_STORE) || (key.isSecret() && !reference)) {
      return intoVault(option, key, variant);
    }
    if (reference) {
      String message = "is taken as it is: the vault has the value";
      return taken(option, key, variant, Action.TAKEN, message, value, Optional.empty());
    }
    return unportable(option, key).orElseGet(() -> plain(option, key, variant));
  }

  private ConvertedOption intoVault(ResolvedOption option, SettingKey key, boolean variant) {
    boolean inStore = option.value().equals(FROM_STORE);
    String vaultKey = vault.entry(key);
    String stored =
        inStore && vault.store().isPresent() ? FROM_STORE : VaultExpression.of(vaultKey);
    return new ConvertedOption(
        option,
        Optional.of(key),
        variant,
        option.line(Action.VAULT, vaultKey, "belongs into Keycloak's vault, under this name"),
        stored,
        inStore ? Optional.empty() : Optional.of(option.value()));
  }

  /** The values that mean something else in a realm; empty for any other. */
  private static Optional<ConvertedOption> unportable(ResolvedOption option, SettingKey key) {
    boolean group = option.value().startsWith("/");
    if (key == SettingKey.USER_LIST_NAME && !group) {
      return Optional.of(
          ConvertedOption.without(option, Action.TODO, key.id(), ConversionNotes.USER_LIST));
    }
    boolean ambiguous = option.value().contains("=") && !option.value().contains("##");
    return key.type() == SettingKey.Type.LIST && ambiguous
        ? Optional.of(
            ConvertedOption.without(
                option, Action.TODO, key.id(), ConversionNotes.NAMES_WITH_COMMAS))
        : Optional.empty();
  }

  private static ConvertedOption plain(ResolvedOption option, SettingKey key, boolean variant) {
    KeycloakValue value = KeycloakValue.of(key, option.value());
    Action action = variant || value.translated() ? Action.RENAMED : Action.TAKEN;
    String message =
        variant
            ? "is called " + key.id() + " here"
            : value.translated() ? "is written " + value.stored() + " here" : "is taken as it is";
    String fullMessage =
        ConversionNotes.of(key, value.stored())
            .map(more -> message + "; it " + more)
            .orElse(message);
    ConvertedOption converted =
        taken(
            option,
            key,
            variant,
            action,
            fullMessage,
            value.stored(),
            Optional.of(value.clearValue()));
    return key == SettingKey.LDAP_SERVER_NAME
        ? converted.withMessage(Action.TODO, ConversionNotes.LDAP_SERVER)
        : converted;
  }

  private static ConvertedOption taken(
      ResolvedOption option,
      SettingKey key,
      boolean variant,
      Action action,
      String message,
      String stored,
      Optional<String> clearValue) {
    ReportLine line = option.line(action, key.id(), message);
    return new ConvertedOption(option, Optional.of(key), variant, line, stored, clearValue);
  }
}
