package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class MapEntryTest {
  static String json(Map<String, String> map) {
    return map.entrySet().stream()
        .map(e -> entry(e.getKey(), e.getValue()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  static String entry(String key, String value) {
    return "{\"key\": " + quoted(key) + ", \"value\": " + quoted(value) + "}";
  }

  /** Every second character by its number, so that both ways are tried. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = i % 2 == 0 && c >= ' ' && c != '"' && c != '\\';
      json.append(plain ? String.valueOf(c) : String.format("\\u%04X", (int) c));
    }
    return json.append('"').toString();
  }

  @Property
  void readsBackWhatWasWritten(@ForAll String key, @ForAll String value) {
    assertThat(MapEntry.parse("[" + entry(key, value) + "]"))
        .contains(List.of(new MapEntry(key, value)));
  }

  @Property
  void endsForAnyText(@ForAll @StringLength(max = 40) String text) {
    MapEntry.parse(text);
    MapEntry.parse("[{\"key\":\"" + text);
  }

  @Example
  void readsEscapesAndBlanksAndEitherOrder() {
    assertThat(
            MapEntry.parse(" [ { \"value\" : \"\\n\\t\\\"\\\\\\/\\b\\f\\r\" ,\n\"key\":\"k\" } ] "))
        .contains(List.of(new MapEntry("k", "\n\t\"\\/\b\f\r")));
    assertThat(MapEntry.parse("[]")).contains(List.of());
  }

  @Example
  void refusesEveryOtherShape() {
    for (String wrong :
        List.of(
            "",
            "null",
            "{}",
            "[",
            "[]]",
            "[{}]",
            "[\"a\"]",
            "[{\"key\":\"a\"}]",
            "[] x",
            "[{\"key\":\"a\",\"value\":1}]",
            "[{\"key\":\"a\",\"value\":\"b\",}]",
            "[{\"key\":\"a\",\"value\":\"b\"},]",
            "[{\"key\":\"a\",\"value\":\"b\",\"id\":\"c\"}]",
            "[{\"key\":\"a\",\"key\":\"a\",\"value\":\"b\"}]",
            "[{\"key\":\"a\nb\",\"value\":\"b\"}]",
            "[{\"key\":\"\\x\",\"value\":\"b\"}]",
            "[{\"key\":\"\\u00g0\",\"value\":\"b\"}]",
            "[{\"key\":\"\\u00\uff11\uff11\",\"value\":\"b\"}]",
            "[{\"key\":\"\\u+0ff\",\"value\":\"b\"}]",
            "[{\"key\":\"\\u00",
            "[{\"key\":\"\\",
            "[{\"key\":\"a\",\"value\":null}]",
            "[[]]",
            "[],[]",
            "[],\"list\":[]",
            "[],\"more\":[]",
            "[]}",
            "[]}//",
            "[]//",
            "[]//\n",
            "[ /* none */ ]",
            "[ # none\n ]")) {
      assertThat(MapEntry.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Example
  void refusesWhatNestsHoweverDeep() {
    for (String open : List.of("[", "{\"key\":", "[{\"key\":")) {
      assertThat(MapEntry.parse(open.repeat(100_000))).isEmpty();
      assertThat(MapEntry.parse("[{\"key\":\"a\",\"value\":" + open.repeat(100_000))).isEmpty();
    }
  }

  @Example
  void takesPunctuationInsideStringsForText() {
    String text = "[{\\\"#//*:,]}".repeat(1_000);
    assertThat(MapEntry.parse(MapEntry.toJson(List.of(new MapEntry(text, text)))))
        .contains(List.of(new MapEntry(text, text)));
  }
}
