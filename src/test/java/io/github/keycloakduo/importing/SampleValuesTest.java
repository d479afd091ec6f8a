package io.github.keycloakduo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SampleValuesTest {
  @Test
  void allAreASampleOfEveryOptionButSharedConfigAndCertificates() {
    assertThat(SampleValues.all())
        .containsOnlyKeys(
            Arrays.stream(SettingKey.values())
                .map(SettingKey::id)
                .filter(id -> !id.equals("shared.config") && !id.equals("duo.ca_certificates"))
                .toList());
  }
}
