package io.github.keycloakduo.keycloak.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CibaConfigTest {
  private static DuoMfaSettings settings(Map<String, String> changes) {
    Map<String, String> options =
        new HashMap<>(
            Map.of("duo.ikey", "DI", "duo.skey", "key", "duo.host", "api-1.duosecurity.com"));
    options.putAll(changes);
    ConfigResult parsed =
        new SettingsParser(AllowedRoutes.DEFAULT).parse(options, none -> Optional.empty());
    return ((ConfigResult.Valid) parsed).settings();
  }

  @Test
  void whatIsRightForABrowserUsuallyIsRightForAPhone() {
    assertThat(CibaConfig.unfit(settings(Map.of()))).isEmpty();
  }

  @Test
  void nobodyAnswersQuestionsOnAPhone() {
    assertThat(
            CibaConfig.unfit(
                settings(Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"))))
        .hasValueSatisfying(problem -> assertThat(problem).contains("questions"));
  }

  @Test
  void nobodyIsSentToDuosPageFromAPhone() {
    assertThat(
            CibaConfig.unfit(
                settings(
                    Map.of(
                        "duo.mode", "universal",
                        "duo.ikey", "D".repeat(20),
                        "duo.skey", "k".repeat(40)))))
        .hasValueSatisfying(problem -> assertThat(problem).contains("universal"));
  }

  @Test
  void nothingButAPushCanBeAskedFor() {
    assertThat(CibaConfig.unfit(settings(Map.of("duo.factors", "passcode##phone"))))
        .hasValueSatisfying(problem -> assertThat(problem).contains("duo.factors"));
  }
}
