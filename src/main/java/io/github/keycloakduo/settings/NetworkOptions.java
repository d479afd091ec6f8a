package io.github.keycloakduo.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The reader of the section {@code network}. */
final class NetworkOptions {
  private static final String ACCEPTED =
      "addresses, or ranges of addresses such as 192.0.2.0/24 or 2001:db8::/32";

  private NetworkOptions() {}

  /** A range and the text that it was read from. */
  private record Item(String text, IpRange range) {}

  static NetworkRules read(OptionReader reader) {
    return new NetworkRules(
        ranges(reader, SettingKey.NETWORK_EXEMPT), ranges(reader, SettingKey.NETWORK_REQUIRE));
  }

  private static List<IpRange> ranges(OptionReader reader, SettingKey key) {
    List<String> texts = reader.list(key);
    reader
        .text(key)
        .filter(value -> texts.isEmpty())
        .ifPresent(value -> reader.reject(key, value, ACCEPTED));
    List<Item> items = new ArrayList<>();
    for (String text : texts) {
      Optional<RangeNotation> notation = RangeNotation.parse(text);
      if (notation.isEmpty()) {
        reader.reject(key, text, ACCEPTED);
      } else if (!notation.get().exact()) {
        reader.reject(key, text, notation.get().range().toString(), ACCEPTED);
      } else {
        items.add(new Item(text, notation.get().range()));
      }
    }
    // The widest first, so that whatever overlaps with a range lies within an earlier one.
    items.sort(Comparator.comparingInt(item -> item.range().length()));
    return disjoint(reader, key, items);
  }

  private static List<IpRange> disjoint(OptionReader reader, SettingKey key, List<Item> items) {
    List<IpRange> ranges = new ArrayList<>();
    for (Item item : items) {
      Optional<IpRange> around =
          ranges.stream().filter(range -> range.contains(item.range())).findFirst();
      around.ifPresentOrElse(
          range ->
              reader.reject(
                  key,
                  item.text(),
                  range.equals(item.range())
                      ? range + " once"
                      : range + " alone, which includes it",
                  "ranges that do not overlap"),
          () -> ranges.add(item.range()));
    }
    return ranges;
  }
}
