package io.github.keycloakduo.keycloak.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserNameTest {
  @ParameterizedTest
  @CsvSource({
    "Firefox/128.0, Windows, Firefox on Windows",
    "Mobile Safari/17.1.2, iOS, Mobile Safari on iOS",
    "Chrome, Linux, Chrome on Linux",
    "Other/Unknown, Linux, Linux",
    "Firefox/128.0, Other, Firefox",
    "Firefox/128.0,, Firefox"
  })
  void namesBrowserAndSystem(String browser, String system, String name) {
    assertThat(BrowserName.of(browser, system)).contains(name);
  }

  @Test
  void saysNothingOfWhatIsUnknown() {
    assertThat(BrowserName.of("Other/Unknown", "Other")).isEmpty();
    assertThat(BrowserName.of(null, null)).isEmpty();
  }

  @Test
  void fitsTheTableAndStaysOneLine() {
    Optional<String> name = BrowserName.of("x\n\u202Ey".repeat(90) + "/1", "Linux");
    assertThat(name.orElseThrow())
        .hasSizeLessThanOrEqualTo(BrowserName.MAX_LENGTH)
        .doesNotContain("\n", "\u202E");
  }
}
