package io.github.keycloakduo.instipod;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ParseError;
import io.github.keycloakduo.settings.AllowedRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that nobody exported. */
class HostileExportTest {
  static Stream<String> files() {
    return Stream.of(
        "",
        " ",
        "null",
        "1",
        "true",
        "\"text\"",
        "[]",
        "{}",
        "[1]",
        "[[]]",
        "not json",
        "{\"alias\":\"a\",\"config\":",
        "{\"alias\":\"a\",\"config\":{}} trailing",
        "{\"alias\":\"a\",\"config\":{}},\"b\":{}",
        "{\"alias\":\"a\",\"config\":{}}{}",
        "}{",
        "{\"alias\":\"a\",\"alias\":\"b\",\"config\":{}}",
        "{\"alias\":\"a\",\"config\":{\"duoSecretKey\":\"x\",\"duoSecretKey\":\"y\"}}",
        "{\"alias\":\"a\",\"config\":[]}",
        "{\"alias\":\"a\",\"config\":\"x\"}",
        "{\"alias\":\"a\",\"config\":null}",
        "{\"alias\":1,\"config\":{}}",
        "{\"alias\":[],\"config\":{}}",
        "{\"alias\":\"a\",\"config\":{\"duoClientIds\":[\"a,b,c\"]}}",
        "{\"alias\":\"a\",\"config\":{\"duoSecretKey\":{}}}",
        "{\"realm\":\"r\"}",
        "{\"realm\":1}",
        "{\"realm\":\"r\",\"authenticatorConfig\":{}}",
        "{\"realm\":\"r\",\"authenticatorConfig\":[1]}",
        "{\"realm\":\"r\",\"authenticatorConfig\":[{\"alias\":\"a\"}]}",
        "{\"realm\":\"r\",\"clients\":\"x\",\"authenticatorConfig\":[]}",
        "{\"realm\":\"r\",\"clients\":[{\"id\":1}],\"authenticatorConfig\":[]}",
        "{\"realm\":\"r\",\"authenticationFlows\":[{\"authenticationExecutions\":1}]}",
        "{\"alias\":\"a\",\"config\":{}/*comment*/}",
        "{\"alias\":\"a\",\"config\":{}} # comment",
        "{'alias':'a','config':{}}",
        "[".repeat(100_000),
        "{\"a\":".repeat(100_000),
        "[".repeat(65) + "]".repeat(65),
        "{\"alias\":\"a\",\"config\":{\"x\":" + "9".repeat(1_000_000) + "}}",
        "{\"alias\":\"a\",\"config\":{\"x\":1" + "0".repeat(100) + "}}",
        "{\"alias\":\"a\",\"config\":{\"x\":1e" + "9".repeat(20) + "}}",
        "\u0000",
        "{\"alias\":\"a\u0000\",\"config\":{}}",
        " ".repeat(InstipodImporter.MAX_FILE + 1));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRejectedWithASentence(String file) {
    assertThat(Exports.errors(file))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(20)
        .allSatisfy(error -> assertThat(error).isNotBlank().hasSizeLessThan(400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not json             | the file is not JSON in UTF-8, or nests too deep
          {}                   | the file is neither a realm export, nor an array of them, nor {"alias","config"}
          [1]                  | the array has an element that is not a realm
          {"config":[]}        | config is not an object, or has more than 100 options
          {"config":{"x":[]}}  | an option of the configuration has a list or an object for its value
          {"realm":1}          | realm is not a text
          {"authenticatorConfig":{}}  | authenticatorConfig is not an array of objects
          {"authenticationFlows":[1]} | authenticationFlows is not an array of objects
          """)
  void isRejectedWithTheSentenceOfItsMistake(String file, String sentence) {
    assertThat(Exports.errors(file)).containsExactly(sentence);
  }

  @Test
  void reportsEachMistakeOnce() {
    assertThat(Exports.errors("[1, {\"realm\":1}, 2]"))
        .containsExactly("the array has an element that is not a realm", "realm is not a text");
  }

  static Stream<String> filesWithinTheLimits() {
    String config = "\"config\":{\"duoFailSafe\":\"true\"}}";
    String file = "{" + config;
    return Stream.of(
        "{\"deep\":" + "[".repeat(63) + "]".repeat(63) + "," + config,
        "{\"number\":" + "9".repeat(100) + "," + config,
        file + " ".repeat(InstipodImporter.MAX_FILE - file.length()));
  }

  @ParameterizedTest
  @MethodSource("filesWithinTheLimits")
  void isReadUpToTheLimits(String file) {
    assertThat(Exports.converted(Exports.read(file, "", "")).config())
        .containsEntry("duo.ignore_conn_err", "true");
  }

  @Property(tries = 200)
  void bytesThatAreNoTextAreRejected(@ForAll byte[] noise) {
    byte[] file = new byte[noise.length + 1];
    System.arraycopy(noise, 0, file, 0, noise.length);
    file[noise.length] = (byte) 0xff;
    boolean rejected =
        new InstipodImporter(AllowedRoutes.parse("", ""), id -> Optional.empty())
            .read(file, "", "")
            .match(converted -> false, no -> !no.errors().isEmpty());
    assertThat(rejected).isTrue();
  }

  /** Half a file, or one with other characters in it, never throws and never shows a secret. */
  @Property(tries = 500)
  void damagedFilesThrowNothingAndShowNoSecret(
      @ForAll("damage") String damage, @ForAll("places") double place) {
    String whole =
        Exports.json(
            Exports.config(
                "Duo",
                Map.of(
                    "duoSecretKey",
                    Exports.SKEY,
                    "duoIntegrationKey",
                    "DI",
                    "duoClientIds",
                    Exports.SHOP + ",DISHOP," + Exports.SHOP_SKEY)));
    int at = (int) (place * whole.length());
    String damaged = whole.substring(0, at) + damage + whole.substring(at);

    String shown =
        Exports.read(damaged, "", "")
            .match(
                converted -> converted.config() + " " + converted.clientConfigs() + converted,
                rejected -> rejected.errors().stream().map(ParseError::text).toList().toString());

    // What is before the damage may have become another word.
    assertThat(shown).doesNotContain(Exports.SKEY).doesNotContain(Exports.SHOP_SKEY);
  }

  @Provide
  Arbitrary<String> damage() {
    return Arbitraries.of(
        "", ",", "##", "\"", "{", "}", "[", "]", "\\", ":", "\n", "\\u0000", "1", "null", "\u202e");
  }

  @Provide
  Arbitrary<Double> places() {
    return Arbitraries.doubles().between(0, 0.99);
  }

  /** Whatever the values are: what is stored is a configuration of ours, and no secret is in it. */
  @Property(tries = 300)
  void storesOnlyOptionsOfOurs(
      @ForAll("values") String host, @ForAll("values") String ikey, @ForAll("values") String fail) {
    String file =
        Exports.json(
            Exports.config(
                "Duo",
                Map.of(
                    "duoApiHostname",
                    host,
                    "duoIntegrationKey",
                    ikey,
                    "duoFailSafe",
                    fail,
                    "duoSecretKey",
                    Exports.SKEY)));
    Map<String, String> config =
        Exports.read(file, "", "")
            .match(converted -> converted.config(), rejected -> Map.of("rejected", ""));
    assertThat(config.keySet())
        .isSubsetOf(
            "duo.mode", "duo.factors", "duo.ikey", "duo.skey", "duo.host", "duo.ignore_conn_err");
    assertThat(config.getOrDefault("duo.ignore_conn_err", "false"))
        .isIn("false", fail.strip().equalsIgnoreCase("true") ? "true" : "false");
    assertThat(config.toString()).doesNotContain("canary");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "true", "TRUE", "$", "$$", "${vault.x}", "none", Exports.SKEY, Exports.HOST, "a##b"),
        Arbitraries.strings().ofMaxLength(30));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNameOfAConfigurationCannotBreakTheSentence(String name) {
    String file =
        Exports.json(
            Exports.realm(
                "r",
                List.of(
                    Exports.config(name, Exports.least()), Exports.config("b", Exports.least())),
                List.of()));
    assertThat(Exports.errors(file).get(0))
        .doesNotContain("\n")
        .doesNotContain("\u202e")
        .hasSizeLessThan(1000);
  }

  static Stream<String> names() {
    return Stream.of("a\nb", "a\u202eb", "x".repeat(10_000));
  }
}
