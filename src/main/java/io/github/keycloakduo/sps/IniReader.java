package io.github.keycloakduo.sps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A reader of sections and options in the format of Python's {@code configparser}, which the SPS
 * plugin uses: a line that is indented deeper than the option above belongs to its value, and
 * comments are whole lines.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html">configparser</a>
 */
final class IniReader {
  private final ParseErrors errors;
  private final List<IniSection> sections = new ArrayList<>();
  private final Map<String, IniSection> byName = new HashMap<>();
  private final IniSection defaults = new IniSection(IniSection.DEFAULT, 0);
  private Optional<IniSection> section = Optional.empty();
  private Optional<IniOption> option = Optional.empty();
  private int indent;

  private IniReader(ParseErrors errors) {
    this.errors = errors;
  }

  /** The sections of the file; complete only if there was no error. */
  static IniFile read(List<String> lines, ParseErrors errors) {
    IniReader reader = new IniReader(errors);
    for (int i = 0; i < lines.size(); i++) {
      reader.read(i + 1, lines.get(i));
    }
    return new IniFile(reader.sections, reader.defaults);
  }

  private void read(int number, String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      option.ifPresent(above -> above.continueBy(""));
    } else if (!text.startsWith("#") && !text.startsWith(";")) {
      readText(number, line.indexOf(text.charAt(0)), text);
    }
  }

  private void readText(int number, int indentOfLine, String text) {
    if (option.isPresent() && indentOfLine > indent) {
      option.get().continueBy(text);
      return;
    }
    indent = indentOfLine;
    if (text.startsWith("[")) {
      readHeader(number, text);
    } else if (section.isPresent()) {
      readOption(section.get(), number, text);
    } else {
      errors.add(number, "there is no [section] above this line");
    }
  }

  private void readHeader(int number, String text) {
    int end = text.indexOf(']');
    if (end < 0) {
      errors.add(number, "the header of a section has no closing bracket");
    } else if (text.substring(1, end).isBlank()) {
      errors.add(number, "the section has no name");
    } else if (!isNothing(text.substring(end + 1).strip())) {
      errors.add(number, "behind the header of a section stands something else");
    }
    option = Optional.empty();
    section = Optional.of(open(end < 0 ? text : text.substring(1, end), number));
  }

  /** The manual ends its sample by dots, and the original does not look at them. */
  private static boolean isNothing(String rest) {
    return rest.startsWith("#") || rest.startsWith(";") || rest.chars().allMatch(c -> c == '.');
  }

  private IniSection open(String name, int number) {
    if (name.equals(IniSection.DEFAULT)) {
      return defaults;
    }
    IniSection opened = new IniSection(name, number);
    IniSection first = byName.putIfAbsent(name, opened);
    if (first == null) {
      sections.add(opened);
    } else {
      errors.add(number, "the section is there already, in line " + first.line());
    }
    return opened;
  }

  private void readOption(IniSection into, int number, String text) {
    int end = endOfName(text);
    if (end < 0) {
      errors.add(number, "this is neither [section] nor option = value nor a comment");
      return;
    }
    String name = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      errors.add(number, "the option has no name");
      return;
    }
    IniOption read = new IniOption(name, number, text.substring(end + 1).strip());
    option = Optional.of(read);
    if (!into.add(read)) {
      int first = into.option(name).map(IniOption::line).orElse(number);
      errors.add(number, "the option is in its section already, in line " + first);
    }
  }

  private static int endOfName(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '=' || text.charAt(at) == ':') {
        return at;
      }
    }
    return -1;
  }
}
