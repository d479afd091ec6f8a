package io.github.keycloakduo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextsTest {
  @ParameterizedTest
  @CsvSource({
    "12345678, is 12345678 here, true",
    "12345678, 12345678, true",
    "12345678, 1234567, false",
    "1234567, is 1234567 here, false",
    "'', any, false",
  })
  void findsSecretsOfEightCharactersAndMoreWithinTexts(String secret, String text, boolean found) {
    assertThat(SecretTexts.of(List.of(secret, "other-secret")).isIn(text)).isEqualTo(found);
  }
}
