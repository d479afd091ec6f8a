package io.github.keycloakduo.sps;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The interpolation of values, as {@code BasicInterpolation} of Python's {@code configparser} does
 * it: a reference {@code %(name)s} is replaced by the value of that option, and {@code %%} by a
 * percent sign. Each value is computed once, and their total length is limited, since nested
 * references let a short file grow exponentially.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html#interpolation-of-values">
 *     Interpolation of values</a>
 */
final class Interpolation {
  /** As in Python; a value without a percent sign is at depth 0. */
  static final int MAX_DEPTH = 10;

  /** In characters, of all values of a file. */
  static final int MAX_LENGTH = 1024 * 1024;

  private record Key(String section, String option) {}

  private record Text(String text, int depth) {
    @Override
    public String toString() {
      return "[hidden]";
    }
  }

  private final IniFile file;
  private final ParseErrors errors;
  private final Map<Key, Optional<Text>> known = new HashMap<>();
  private final Set<Key> open = new HashSet<>();
  private final Set<IniOption> used = new HashSet<>();
  private int length;

  Interpolation(IniFile file, ParseErrors errors) {
    this.file = file;
    this.errors = errors;
  }

  /**
   * The whole value without blanks around it; empty after an error.
   *
   * @param section where names are looked up first, also those in values of {@code DEFAULT}
   */
  Optional<String> value(IniSection section, IniOption option) {
    return resolve(section, option).map(text -> text.text().strip());
  }

  /** Whether a value that was asked for refers to the option. */
  boolean uses(IniOption option) {
    return used.contains(option);
  }

  private Optional<Text> resolve(IniSection section, IniOption option) {
    Key key = new Key(section.name(), option.name());
    Optional<Text> found = known.get(key);
    if (found == null) {
      open.add(key);
      found = replace(section, option);
      open.remove(key);
      known.put(key, found);
    }
    return found;
  }

  private Optional<Text> replace(IniSection section, IniOption option) {
    if (length > MAX_LENGTH) {
      return tooLong(option);
    }
    String raw = option.value();
    StringBuilder text = new StringBuilder();
    int depth = 0;
    int start = 0;
    for (int at = raw.indexOf('%'); at >= 0; at = raw.indexOf('%', start)) {
      text.append(raw, start, at);
      depth = Math.max(depth, 1);
      int end = raw.startsWith("%(", at) ? raw.indexOf(")s", at) : -1;
      if (raw.startsWith("%%", at)) {
        text.append('%');
        start = at + 2;
      } else if (end > at + 2) {
        Optional<Text> other = refer(section, option, raw.substring(at + 2, end));
        if (other.isEmpty()) {
          return other;
        }
        text.append(other.get().text());
        depth = Math.max(depth, other.get().depth() + 1);
        start = end + 2;
      } else {
        return fail(option, "a percent sign that begins no reference is written %%");
      }
      if (text.length() > MAX_LENGTH) {
        return tooLong(option);
      }
    }
    text.append(raw, start, raw.length());
    length += text.length();
    if (depth > MAX_DEPTH) {
      return fail(option, "references go deeper than " + MAX_DEPTH + " levels");
    }
    return length > MAX_LENGTH ? tooLong(option) : Optional.of(new Text(text.toString(), depth));
  }

  private Optional<Text> refer(IniSection section, IniOption from, String written) {
    String name = written.toLowerCase(Locale.ROOT);
    Optional<IniOption> option = file.option(section, name);
    if (option.isEmpty()) {
      return fail(from, "a reference names an option that is not there");
    }
    used.add(option.get());
    if (open.contains(new Key(section.name(), name))) {
      return fail(from, "references go round in a circle");
    }
    // Deeper than this it is too deep in any case, and the stack of a thread has an end.
    return open.size() > MAX_DEPTH
        ? fail(from, "references go deeper than " + MAX_DEPTH + " levels")
        : resolve(section, option.get());
  }

  private Optional<Text> tooLong(IniOption option) {
    return fail(option, "references make the values longer than 1 MiB altogether");
  }

  private Optional<Text> fail(IniOption option, String sentence) {
    errors.add(option.line(), sentence);
    return Optional.empty();
  }
}
