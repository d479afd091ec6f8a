package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoUsername;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Which name Duo knows, as it is stored. */
class MappingOptionsTest {
  private static final Options LEAST = Options.least();

  @Property
  void takesAnyMapOfUsersToPossibleDuoNames(@ForAll("maps") Map<String, String> map) {
    Map<String, String> lower =
        map.entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    assertThat(
            LEAST.with("usermapping.explicit", MapEntryTest.json(map)).valid().mapping().explicit())
        .isEqualTo(lower);
  }

  @Example
  void refusesDoubleBlankAndImpossibleNamesInTheMap() {
    assertThat(map("Alice", "a", "alice", "b"))
        .containsExactly(
            "usermapping.explicit: invalid value \"alice\": expected each user name once,"
                + " whatever its case");
    assertThat(map(" ", "a")).singleElement().asString().contains("a user name beside each");
    for (String impossible : List.of("", " ", " al", "al ", "a\tl", "a\u00a0", "a\u200bl")) {
      assertThat(map("alice", impossible))
          .singleElement()
          .asString()
          .startsWith("usermapping.explicit: invalid value \"alice=")
          .contains("expected a Duo name beside each user name");
    }
  }

  @Example
  void neverShowsAMapFromTheVault() {
    String json = "[{\"key\":\"alice\",\"value\":\" canary\"}]";
    assertThat(LEAST.inVault(SettingKey.MAPPING_EXPLICIT, json).problems())
        .singleElement()
        .asString()
        .doesNotContain("canary", "alice");
  }

  private static List<String> map(String... pairs) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      json.append(i == 0 ? "" : ",").append(MapEntryTest.entry(pairs[i], pairs[i + 1]));
    }
    return LEAST.with("usermapping.explicit", "[" + json + "]").problems();
  }

  @Example
  void refusesADomainWithAnAtSign() {
    for (String wrong : List.of("@corp.example", "a@b", "corp\u2028x")) {
      assertThat(LEAST.with("username_transform.append_domain", wrong).problems())
          .singleElement()
          .asString()
          .startsWith("username_transform.append_domain:");
    }
  }

  @Provide
  Arbitrary<Map<String, String>> maps() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(10);
    return Arbitraries.maps(
            texts.map(t -> t.strip().toUpperCase(Locale.ROOT)).filter(t -> !t.isEmpty()),
            texts.filter(t -> DuoUsername.of(t).isPresent()))
        .ofMaxSize(5)
        .filter(
            map ->
                map.keySet().stream()
                        .map(k -> k.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .count()
                    == map.size());
  }
}
