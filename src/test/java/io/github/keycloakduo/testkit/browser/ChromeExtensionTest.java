package io.github.keycloakduo.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromeExtensionTest {

  @Test
  void skipsWithoutChromium() {
    assertThat(ChromeExtension.evaluate(Optional.empty(), false).isDisabled()).isTrue();
  }

  @Test
  void failsWithoutChromiumInCi() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ChromeExtension.evaluate(Optional.empty(), true))
        .withMessageContaining("Chromium is missing");
  }

  @Test
  void runsWithAChromiumOnThePath(@TempDir Path directory) throws IOException {
    Path chromium = Files.createFile(directory.resolve("chromium"));

    assertThat(chromium.toFile().setExecutable(true)).isTrue();
    assertThat(Chromium.find(null, "/nowhere:" + directory)).contains(chromium);
  }

  @Test
  void takesNoOtherChromiumWhenTheChosenOneIsMissing(@TempDir Path directory) throws IOException {
    Path chromium = Files.createFile(directory.resolve("chromium"));

    assertThat(chromium.toFile().setExecutable(true)).isTrue();
    assertThat(Chromium.find("/nowhere/chromium", directory.toString())).isEmpty();
  }
}
