package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says of single options what they mean here. */
final class Judge {
  /** The value of an option that stands in the credential store. */
  private static final String MUST_BE_THERE = "$";

  private static final Pattern PLACEHOLDER = Pattern.compile("<[\\w @-]+>");

  /** The options that say where the others are. */
  private static final Set<SettingKey> NEVER_STORED =
      Set.of(SettingKey.CREDENTIAL_STORE_NAME, SettingKey.SHARED_CONFIG);

  private final VaultKeys vault;

  Judge(VaultKeys vault) {
    this.vault = vault;
  }

  Finding judge(Entry entry) {
    if (entry.section().equals(SpsNames.EXPLICIT)) {
      return Users.judge(entry);
    }
    return Optional.ofNullable(SpsNames.options(entry.section()).get(entry.option()))
        .map(name -> known(entry, name))
        .orElseGet(() -> unknown(entry));
  }

  private static Finding unknown(Entry entry) {
    if (SpsNames.isQuestion(entry.section())) {
      return Finding.without(
          entry, Action.TODO, "", "is not taken: there are question_1 to question_5 here");
    }
    if (entry.serves()) {
      return Finding.without(
          entry, Action.TAKEN, "", "is no option itself; others refer to it, and have its value");
    }
    String hint =
        SpsNames.similar(entry.section())
            .filter(name -> !name.equals(entry.section()))
            .map(name -> "; is the section [" + name + "] meant?")
            .orElse("");
    return Finding.without(
        entry, Action.UNKNOWN, "", "is no option of the original or of this product" + hint);
  }

  private Finding known(Entry entry, SpsName name) {
    SettingKey key = name.key();
    String value = entry.value();
    boolean variant = name.renamed() || entry.inherited();
    if (value.isBlank()) {
      return Finding.without(entry, Action.TAKEN, key.id(), "is empty: the default holds");
    }
    if (isPlaceholder(value)) {
      return Finding.without(entry, Action.TODO, key.id(), "is still the sample's: fill it in");
    }
    boolean reference = VaultExpression.is(value) || value.equals(MUST_BE_THERE);
    if (reference && NEVER_STORED.contains(key)) {
      return Finding.without(entry, Action.TODO, key.id(), "cannot come from a vault: write it");
    }
    if (value.equals(MUST_BE_THERE) || (key.isSecret() && !reference)) {
      return intoVault(entry, key, variant);
    }
    if (reference) {
      String told = "is taken as it is: the vault has the value";
      return found(entry, key, variant, Action.TAKEN, told, value, Optional.empty());
    }
    return foreign(entry, key).orElseGet(() -> plain(entry, key, variant));
  }

  static boolean isPlaceholder(String value) {
    return value.startsWith("<")
        && Arrays.stream(value.split(","))
            .allMatch(item -> PLACEHOLDER.matcher(item.strip()).matches());
  }

  private Finding intoVault(Entry entry, SettingKey key, boolean variant) {
    boolean stands = entry.value().equals(MUST_BE_THERE);
    String vaultKey = vault.entry(key);
    String stored =
        stands && vault.store().isPresent() ? MUST_BE_THERE : VaultExpression.of(vaultKey);
    return new Finding(
        entry,
        Optional.of(key),
        variant,
        entry.line(Action.VAULT, vaultKey, "belongs into Keycloak's vault, under this name"),
        stored,
        stands ? Optional.empty() : Optional.of(entry.value()));
  }

  /** What means something else in a realm. */
  private static Optional<Finding> foreign(Entry entry, SettingKey key) {
    boolean group = entry.value().startsWith("/");
    if (key == SettingKey.USER_LIST_NAME && !group) {
      return Optional.of(Finding.without(entry, Action.TODO, key.id(), Notes.USER_LIST));
    }
    boolean blurred = entry.value().contains("=") && !entry.value().contains("##");
    return key.type() == SettingKey.Type.LIST && blurred
        ? Optional.of(Finding.without(entry, Action.TODO, key.id(), Notes.NAMES_WITH_COMMAS))
        : Optional.empty();
  }

  private static Finding plain(Entry entry, SettingKey key, boolean variant) {
    StoredForm form = StoredForm.of(key, entry.value());
    Action action = variant || form.respelt() ? Action.RENAMED : Action.TAKEN;
    String told =
        variant
            ? "is called " + key.id() + " here"
            : form.respelt() ? "is written " + form.stored() + " here" : "is taken as it is";
    String note = Notes.of(key, form.stored()).map(more -> told + "; it " + more).orElse(told);
    Finding taken =
        found(entry, key, variant, action, note, form.stored(), Optional.of(form.clear()));
    return key == SettingKey.LDAP_SERVER_NAME
        ? taken.saying(Action.TODO, Notes.LDAP_SERVER)
        : taken;
  }

  private static Finding found(
      Entry entry,
      SettingKey key,
      boolean variant,
      Action action,
      String told,
      String stored,
      Optional<String> clear) {
    ReportLine line = entry.line(action, key.id(), told);
    return new Finding(entry, Optional.of(key), variant, line, stored, clear);
  }
}
