package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelpOptionsTest {
  private static final Options LEAST = Options.least();

  @Test
  void aTextNeedsNoAddressAndAnAddressNoText() {
    assertThat(LEAST.valid().help()).isEqualTo(HelpLink.NONE);
    assertThat(LEAST.with("help.text", "Call 4711").valid().help())
        .isEqualTo(new HelpLink(Optional.empty(), Optional.of("Call 4711")));
    assertThat(LEAST.with("help.url", "https://help.example").valid().help())
        .isEqualTo(new HelpLink(Optional.of(URI.create("https://help.example")), Optional.empty()));
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    assertThat(LEAST.with("help.url", "https://joe:secret@help.example").problems())
        .singleElement()
        .asString()
        .startsWith("help.url: invalid value ")
        .contains("expected an https address without a user name")
        .doesNotContain("secret");
  }

  @Test
  void aConfigurationThatIsWrongElsewhereStillHasItsHelp() {
    Options wrong = LEAST.with("duo.timeout", "sixty").with("help.url", "https://help.example");

    assertThat(wrong.parse().help().url()).contains(URI.create("https://help.example"));
    assertThat(wrong.with("help.url", "http://help.example").parse().help())
        .isEqualTo(HelpLink.NONE);
  }
}
