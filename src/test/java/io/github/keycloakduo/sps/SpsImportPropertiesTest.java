package io.github.keycloakduo.sps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ImportResult.Rejected;
import io.github.keycloakduo.importing.SampleValues;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.SettingKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: an answer, never an exception, and never half of a file. */
class SpsImportPropertiesTest {
  private static void answers(byte[] file) {
    ImportResult result = Imports.of(file);
    if (result instanceof Rejected rejected) {
      assertThat(rejected.errors()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
      assertThat(rejected.errors()).allMatch(error -> error.line() >= 0);
    } else {
      check((Converted) result);
    }
  }

  private static void check(Converted converted) {
    Map<String, String> vault = new HashMap<>();
    for (SettingKey key : SettingKey.values()) {
      SampleValues.of(key).ifPresent(sample -> vault.put(key.vaultKey("duo"), sample));
      String store = converted.config().getOrDefault("credential_store.name", "duo");
      if (converted.config().getOrDefault(key.id(), "").startsWith("$")) {
        SampleValues.of(key).ifPresent(sample -> vault.put(key.vaultKey(store), sample));
      }
    }
    assertThat(converted.config().values()).doesNotContain("");
    // What an entry of another name holds, only its owner knows.
    boolean known = !converted.config().containsValue("${vault.x}");
    if (converted.ready() && known && !converted.config().containsKey("shared.config")) {
      assertThat(Imports.parse(converted.config(), vault)).isInstanceOf(ConfigResult.Valid.class);
    }
  }

  @Property
  void answersToAnyBytes(@ForAll @Size(max = 400) byte[] file) {
    answers(file);
  }

  @Property
  void answersToAnyText(@ForAll String text) {
    answers(("[duo]\n" + text).getBytes(StandardCharsets.UTF_8));
    answers(("[auth]\nprompt=" + text).getBytes(StandardCharsets.UTF_8));
    answers(("[usermapping source=explicit]\n" + text + "=x").getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> lines() {
    Arbitrary<String> names =
        Arbitraries.of("ikey", "skey", "host", "timeout", "allow", "except", "name", "a", "prompt");
    Arbitrary<String> values =
        Arbitraries.of(
            "$",
            "$$",
            "%(a)s",
            "%(name)s",
            "%%",
            "%",
            "all_users",
            "cn=a,dc=b",
            "x,y",
            "<a>",
            "${vault.x}",
            "yes",
            "5",
            "/group",
            "",
            Imports.SKEY,
            "api-1.duosecurity.com");
    Arbitrary<String> option = names.flatMap(name -> values.map(value -> name + "=" + value));
    Arbitrary<String> header =
        Arbitraries.of(SettingKey.values())
            .map(SpsNames::section)
            .flatMap(
                section -> Arbitraries.of(section, SpsNames.EXPLICIT, "DEFAULT", "https-proxy"))
            .map(section -> "[" + section + "]");
    Arbitrary<String> other = Arbitraries.of("", "# x", "  more", "  [x]", "\t; y");
    return Arbitraries.frequencyOf(Tuple.of(6, option), Tuple.of(3, header), Tuple.of(1, other))
        .list()
        .ofMaxSize(25)
        .map(all -> all.stream().distinct().collect(Collectors.joining("\n")));
  }

  @Property
  void answersToAnyOrderOfLines(@ForAll("lines") String file) {
    answers(file.getBytes(StandardCharsets.UTF_8));
    byte[] withSecret = (Imports.LEAST + file).getBytes(StandardCharsets.UTF_8);
    answers(withSecret);
    assertThat(Imports.of(withSecret).toString()).doesNotContain(Imports.SKEY);
  }

  @Property
  void answersToDamagedSamples(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] file =
        Imports.COMPLETE.replace("skey=$", "skey=" + Imports.SKEY).getBytes(StandardCharsets.UTF_8);
    for (int change = random.nextInt(5); change >= 0; change--) {
      byte[] marks = "\0[]=:%()s$#;\n\r\t \u00ff<>,".getBytes(StandardCharsets.ISO_8859_1);
      file[random.nextInt(file.length)] = marks[random.nextInt(marks.length)];
    }
    answers(file);
    assertThat(Imports.of(file).toString()).doesNotContain(Imports.SKEY.substring(0, 10));
  }

  /** Found by the property above: a secret behind a name of which only its beginning is one. */
  @Example
  void showsNoSecretThatADamagedLineMakesPartOfAName() {
    for (String line : List.of("skey;" + Imports.SKEY + ":", "skey" + Imports.SKEY + " = x")) {
      byte[] file = (Imports.LEAST + line).getBytes(StandardCharsets.UTF_8);
      assertThat(Imports.of(file).toString()).doesNotContain(Imports.SKEY.substring(0, 10));
    }
  }

  @Example
  void answersToJunkOfAnySize() {
    byte[] junk = new byte[1024 * 1024];
    new Random(1).nextBytes(junk);
    assertThat(Imports.errors(junk)).containsExactly("the file is larger than 256 KiB");
    for (String unit :
        new String[] {
          "[",
          "[a",
          "\n",
          " ",
          "a=b\n ",
          "%(",
          "[a]",
          "a=%(a)s\n",
          "=",
          "##",
          "\r",
          "<a>,",
          "[a]\n",
          "é",
          "\uFEFF",
          "$",
          ",",
          "\t[x]\n"
        }) {
      String much = unit.repeat(256 * 1024 / unit.getBytes(StandardCharsets.UTF_8).length - 10);
      for (String start : new String[] {"", "[duo]\n", "[a]\nb=", "[auth]\nprompt=", "[x "}) {
        String file = start + much;
        answers(
            file.substring(0, Math.min(file.length(), 250_000)).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Example
  void takesTenThousandUsers() {
    String file =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "user" + i + "=duo" + i)
            .collect(
                Collectors.joining("\n", Imports.LEAST + "[usermapping source=explicit]\n", ""));
    Converted converted = Imports.converted(file);
    assertThat(
            Imports.valid(converted.config(), Map.of("duo_duo_skey", "c0ffee00"))
                .mapping()
                .explicit())
        .hasSize(10_000)
        .containsEntry("user9999", "duo9999");
    assertThat(Imports.export(converted.config()).changed()).isEmpty();
  }
}
