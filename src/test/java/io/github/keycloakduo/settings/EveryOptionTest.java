package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same promises for every key; a key without a row in {@link OptionTable} fails them all. */
class EveryOptionTest {
  @ParameterizedTest
  @EnumSource
  void holdsItsDefaultWhenItIsAbsentOrBlank(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    Options absent = row.options().without(key);
    for (Options options : List.of(absent, absent.with(key.id(), " \t"))) {
      row.defaultValue()
          .ifPresentOrElse(
              value -> assertThat(row.read(options.valid())).isEqualTo(value),
              () ->
                  assertThat(options.problems())
                      .singleElement()
                      .asString()
                      .startsWith(key.id() + " is missing; it is required"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void meansWhatIsWritten(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    assertThat(row.accepted()).isNotEmpty();
    row.accepted()
        .forEach(
            (stored, value) ->
                assertThat(row.read(row.options().with(key.id(), stored).valid()))
                    .as(stored)
                    .isEqualTo(value));
  }

  @ParameterizedTest
  @EnumSource
  void refusesEverythingElseAndSaysWhatIsAccepted(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    for (String value : row.refused()) {
      assertThat(row.options().with(key.id(), value).problems())
          .as(value)
          .allSatisfy(problem -> assertThat(problem).startsWith(key.id()).doesNotContain("\n"))
          .first()
          .asString()
          .contains(row.accepts());
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsARefusedValueUnlessItMayBeSecret(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    for (String value : row.refused()) {
      List<String> problems = row.options().with(key.id(), value).problems();
      if (row.hidesRefused()) {
        assertThat(problems).noneMatch(problem -> problem.contains(value));
      } else {
        String wrong = key.type() == SettingKey.Type.LIST ? last(value) : value;
        assertThat(problems.get(0)).contains("\"" + wrong.replace('\n', '?') + "\"");
      }
    }
  }

  /** The wrong word of a list. */
  private static String last(String list) {
    return list.substring(list.lastIndexOf('#') + 1);
  }

  @ParameterizedTest
  @EnumSource
  void comesFromTheVaultAsWell(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    row.accepted()
        .forEach(
            (stored, value) ->
                assertThat(row.read(row.options().inVault(key, stored).valid()))
                    .as(stored)
                    .isEqualTo(value));
  }

  @ParameterizedTest
  @EnumSource
  void neverShowsWhatCameFromTheVault(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    for (String value : row.refused()) {
      assertThat(row.options().inVault(key, value).problems())
          .allSatisfy(
              problem ->
                  assertThat(problem)
                      .startsWith(key.id())
                      .doesNotContain("\"" + value.replace('\n', '?') + "\""))
          .first()
          .asString()
          .contains(row.accepts());
    }
  }

  @ParameterizedTest
  @EnumSource
  void isNamedWhenTheVaultHasNoEntry(SettingKey key) {
    assertThat(OptionTable.of(key).options().with(key.id(), "${vault.gone}").problems())
        .contains(key.id() + ": the vault has no entry for ${vault.gone}");
  }

  @ParameterizedTest
  @EnumSource
  void changesTheFingerprintUnlessItIsWhatTheConsoleStoresForAnUntouchedField(SettingKey key) {
    OptionRow row = OptionTable.of(key);
    Set<String> fingerprints = new HashSet<>();
    if (row.defaultValue().isPresent()) {
      fingerprints.add(row.options().without(key).valid().fingerprint());
    }
    for (String stored : row.accepted().keySet()) {
      Options options = row.options().with(key.id(), stored);
      String fingerprint = options.valid().fingerprint();
      boolean untouched = FormPresets.isUntouched(key, options.stored());
      assertThat(fingerprints.add(fingerprint)).as(stored).isEqualTo(!untouched);
      assertThat(row.options().inVault(key, stored).valid().fingerprint()).isEqualTo(fingerprint);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasALabelAndAHelpText(SettingKey key) {
    ResourceBundle texts = ResourceBundle.getBundle("io.github.keycloakduo.settings.settings");
    assertThat(texts.getString(key.id())).isNotBlank();
    assertThat(texts.getString(key.id() + ".help")).isNotBlank();
    assertThat(SettingKey.of(key.id())).contains(key);
  }
}
