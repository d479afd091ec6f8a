package io.github.keycloakduo.sps;

import static io.github.keycloakduo.sps.Imports.converted;
import static io.github.keycloakduo.sps.Imports.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult.Converted;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IniReaderTest {
  private static String prompt(String file) {
    return config(file).getOrDefault("auth.prompt", "none");
  }

  private static Map<String, String> config(String file) {
    return converted(file).config();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prompt=Code?",
        "prompt: Code?",
        "prompt   =    Code?   ",
        "PROMPT = Code?",
        "\tprompt\t=\tCode?",
        "prompt=Code?\n# prompt = other\n; prompt = other\n\n",
        "prompt=\n Code?",
      })
  void readsAnOptionHoweverItIsWritten(String line) {
    assertThat(prompt("[auth]\n" + line)).isEqualTo("Code?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prompt=a=b:c | a=b:c",
        "prompt:a=b | a=b",
        "prompt=Code? # or push | Code? # or push",
        "prompt=Code? ; or push | Code? ; or push",
        "prompt=[duo] | [duo]",
        "prompt=\"Code?\" | \"Code?\"",
      })
  void takesTheRestOfTheLineForTheValue(String line, String value) {
    assertThat(prompt("[auth]\n" + line)).isEqualTo(value);
  }

  @Test
  void continuesAValueOnDeeperLines() {
    assertThat(prompt("[auth]\nprompt=one\n  two\n\n   # not this\n\tthree = 3\n\n"))
        .isEqualTo("one\ntwo\n\nthree = 3");
  }

  /** The sample of the manual has its first header in another column than the rest. */
  @Test
  void takesIndentedSectionsForSections() {
    assertThat(config("[auth]\n  prompt=Code?\n  disable_echo=yes\n  [duo]\n  timeout=9\n"))
        .containsEntry("auth.prompt", "Code?")
        .containsEntry("auth.disable_echo", "true")
        .containsEntry("duo.timeout", "9");
  }

  @Test
  void readsEveryLineEndAndAByteOrderMark() {
    for (String end : new String[] {"\n", "\r\n", "\r"}) {
      assertThat(config(String.join(end, "\uFEFF[auth]", "prompt=Code?", "", "[duo]", "timeout=9")))
          .containsEntry("auth.prompt", "Code?")
          .containsEntry("duo.timeout", "9");
    }
  }

  @Test
  void readsUtf8AndElseLatin1() {
    String file = "[auth]\nprompt=Schlüssel für Zoë?\n";
    for (byte[] bytes :
        new byte[][] {
          file.getBytes(StandardCharsets.UTF_8), file.getBytes(StandardCharsets.ISO_8859_1)
        }) {
      assertThat(((Converted) Imports.of(bytes)).config())
          .containsEntry("auth.prompt", "Schlüssel für Zoë?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n; at all", "[duo]", "[duo]\n[auth]\n"})
  void readsFilesWithoutOptions(String file) {
    assertThat(config(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[duo\\nikey=1 | line 1: the header of a section has no closing bracket",
        "[duo]\\n[auth | line 2: the header of a section has no closing bracket",
        "[ ]\\nikey=1 | line 1: the section has no name",
        "[duo] ikey=1 | line 1: behind the header of a section stands something else",
        "# a\\nikey=1 | line 2: there is no [section] above this line",
        "[duo]\\n[auth]\\n[duo] | line 3: the section is there already, in line 1",
        "[duo]\\nikey=1\\nIKEY=2 | line 3: the option is in its section already, in line 2",
        "[duo]\\nikey | line 2: this is neither [section] nor option = value nor a comment",
        "[duo]\\n=1 | line 2: the option has no name",
        "[duo]\\n: 1 | line 2: the option has no name",
      })
  void saysInWhichLineWhatIsWrong(String file, String error) {
    assertThat(errors(file.replace("\\n", "\n"))).containsExactly(error);
  }

  @Test
  void findsAllErrorsAtOnceButNotMoreThanHelp() {
    assertThat(errors("lost\n[duo]\nikey\nhost"))
        .containsExactly(
            "line 1: there is no [section] above this line",
            "line 3: this is neither [section] nor option = value nor a comment",
            "line 4: this is neither [section] nor option = value nor a comment");
    assertThat(errors("lost\n".repeat(1000))).hasSize(20).allMatch(m -> m.startsWith("line "));
  }

  @Test
  void refusesWhatIsNoText() {
    assertThat(errors("[duo]\nikey=\0"))
        .containsExactly("line 2: there is a NUL character; is this a text file?");
    assertThat(errors("[duo]\nikey=a\u001b[2Jb"))
        .containsExactly("line 2: there is a control character");
    assertThat(errors("[duo]\nikey=a\u0085b"))
        .containsExactly("line 2: there is a control character");
    assertThat(errors("[duo]\nikey=1".getBytes(StandardCharsets.UTF_16)))
        .allMatch(error -> error.contains("NUL"));
  }

  @Test
  void takes256KibAndNotAByteMore() {
    String comment = Imports.LEAST + "#" + "x".repeat(256 * 1024 - Imports.LEAST.length() - 1);
    assertThat(converted(comment).ready()).isTrue();
    assertThat(errors(comment + "x")).containsExactly("the file is larger than 256 KiB");
  }

  @Test
  void importsNothingOfAFileWithOneError() {
    assertThat(errors(Imports.COMPLETE + "\noops"))
        .singleElement()
        .asString()
        .endsWith("nor a comment");
  }
}
