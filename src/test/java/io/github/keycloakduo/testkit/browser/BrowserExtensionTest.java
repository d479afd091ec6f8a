package io.github.keycloakduo.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrowserExtensionTest {

  @ParameterizedTest
  @EnumSource
  void skipsWithoutTheBrowser(BrowserProgram program) {
    assertThat(BrowserExtension.evaluate(program, Optional.empty(), false).isDisabled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void failsWithoutTheBrowserInCi(BrowserProgram program) {
    assertThatIllegalStateException()
        .isThrownBy(() -> BrowserExtension.evaluate(program, Optional.empty(), true))
        .withMessageContaining(program.title() + " is missing");
  }

  @Test
  void runsWithAChromiumOnThePath(@TempDir Path directory) throws IOException {
    Path chromium = Files.createFile(directory.resolve("chromium"));

    assertThat(chromium.toFile().setExecutable(true)).isTrue();
    assertThat(BrowserProgram.CHROMIUM.find(null, "/nowhere:" + directory)).contains(chromium);
    assertThat(BrowserProgram.FIREFOX.find(null, directory.toString())).isEmpty();
  }

  @Test
  void takesNoOtherChromiumWhenTheChosenOneIsMissing(@TempDir Path directory) throws IOException {
    Path chromium = Files.createFile(directory.resolve("chromium"));

    assertThat(chromium.toFile().setExecutable(true)).isTrue();
    assertThat(BrowserProgram.CHROMIUM.find("/nowhere/chromium", directory.toString())).isEmpty();
  }
}
