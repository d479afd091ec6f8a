package io.github.keycloakduo.sps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.VaultKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret of a file is never told again, wherever it stands and whatever else is wrong. */
class SecretsTest {
  private static final String CANARY = "Canary-5up3rs3cr3t";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[duo]\nskey=@",
        "[duo]\nskey = @ # new",
        "[duo]\nskey=@ and more",
        "[duo]\nskey=\n @\n",
        "[https_proxy]\nserver=proxy.example\nusername=joe\npassword=@",
        "[https-proxy]\npassword=@",
        "[DEFAULT]\nskey=@\n[duo]",
        "[DEFAULT]\nkey=@\n[duo]\nskey=%(key)s",
        "[duo]\nskey=@\nhost=%(skey)s",
        "[duo]\nskey=@\nikey=key-%(skey)s",
        "[duo]\nskey=@\n[auth]\nprompt=@?",
        "[duo]\nskey=@\n[credential_store]\nname=@",
        "[duo]\nskey=@\n[credential_store]\nname=%(skey)s\n[DEFAULT]\nskey=@",
        "[DEFAULT]\nname=@\n[duo]\nskey=%(name)s\n[credential_store]",
        "[https_proxy]\npassword=another one\n[https-proxy]\npassword=@\n[auth]\nprompt=@",
        "[duo]\nskey=@\n[usermapping source=explicit]\nbob=@",
        "[duo]\nskey=@\n[whitelist source=ldap_server_group]\nallow=no_user\nexcept=a,@",
        "[duo]\nsecret=@",
        "[duo]\ntimeout=@",
        "[duo]\nignore_conn_err=@",
        "[duo]\nhost=@",
        "[https_proxy]\nserver=http://joe:@@proxy.example",
        "[credential]\nskey=@",
        "[logging]\nlog_level=@",
        "[question_1]\nkey=@ x",
        "[whitelist source=user_list]\nname=@",
        "[usermapping source=ldap_server]\nuser_attribute=@ x",
      })
  void isInNothingThatIsSaid(String file) {
    Converted converted = Imports.converted(file.replace("@", CANARY));
    assertThat(converted.toString()).doesNotContain(CANARY);
    assertThat(converted.config().toString()).doesNotContain(CANARY);
    assertThat(converted.report()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[duo]\nskey=@\nskey=@",
        "[duo]\nskey @",
        "@",
        "skey=@",
        "[duo]\nskey=@%",
        "[duo]\nskey=@%(@)s",
        "[duo]\nskey=@\u0001",
        "[duo] skey=@",
        "[@",
        "[duo]\n@=@\n@=@",
      })
  void isInNoError(String file) {
    assertThat(Imports.of(file.replace("@", CANARY)).toString())
        .startsWith("Rejected")
        .doesNotContain(CANARY)
        .doesNotContainIgnoringCase(CANARY);
  }

  static Stream<Object> parts() {
    ParseErrors errors = new ParseErrors();
    IniFile file =
        IniReader.read(
            ("[duo]\nskey=%(a)s" + CANARY + "\na=" + CANARY + "\n[auth]\nprompt=" + CANARY)
                .lines()
                .toList(),
            errors);
    List<Object> parts = new ArrayList<>(List.of(file, new Interpolation(file, errors)));
    for (ResolvedOption option : OptionResolver.resolve(file, errors)) {
      ConvertedOption converted =
          new OptionConverter(VaultKeys.of("", Optional.empty())).convert(option);
      parts.addAll(List.of(option, converted, converted.line()));
    }
    file.sections().forEach(section -> parts.addAll(section.options()));
    return parts.stream();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void isInNoTextFormOfAPart(Object part) {
    assertThat(part.toString()).doesNotContain(CANARY);
  }

  @Test
  void isNotExported() {
    SpsExport export =
        Imports.export(Map.of("duo.skey", CANARY, "https_proxy.password", CANARY, "x", CANARY));
    assertThat(export.toString()).doesNotContain(CANARY);
    assertThat(export.text()).contains("skey = ${vault.duo_duo_skey}\n");
    assertThat(export.changed()).containsExactly("duo.skey", "https_proxy.password", "x");
  }
}
