package io.github.keycloakduo.sps;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The decoder of the bytes of a file into lines of text. */
final class IniText {
  /** In bytes. */
  static final int MAX_BYTES = 256 * 1024;

  private static final String BOM = "\uFEFF";

  private IniText() {}

  /** The lines without their ends; UTF-8, and Latin-1 where it cannot be that. */
  static List<String> lines(byte[] file, ParseErrors errors) {
    if (file.length > MAX_BYTES) {
      errors.add(0, "the file is larger than 256 KiB");
      return List.of();
    }
    List<String> lines = decode(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      checkCharacters(i + 1, lines.get(i), errors);
    }
    return lines;
  }

  private static String decode(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException other) {
      text = new String(file, StandardCharsets.ISO_8859_1);
    }
    return text.startsWith(BOM) ? text.substring(1) : text;
  }

  private static void checkCharacters(int number, String line, ParseErrors errors) {
    if (line.indexOf('\0') >= 0) {
      errors.add(number, "there is a NUL character; is this a text file?");
    } else if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      errors.add(number, "there is a control character");
    }
  }
}
