package io.github.keycloakduo.keycloak.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class QrCodeTest {
  @Property(tries = 300)
  void aReaderFindsTheTextAgain(
      @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 120) String text) {
    QrCode code = QrCode.of("duo://" + text);
    assertThat(QrReader.read(code.size(), code.path())).isEqualTo("duo://" + text);
  }

  @Test
  void aTextThatIsTooLongIsRefusedWithoutSayingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QrCode.of("secret".repeat(1000)))
        .withMessageNotContaining("secret");
  }
}
