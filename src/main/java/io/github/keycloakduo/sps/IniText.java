package io.github.keycloakduo.sps;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of a file as lines of text. */
final class IniText {
  /** In bytes. */
  static final int LARGEST = 256 * 1024;

  private static final String BOM = "\uFEFF";

  private IniText() {}

  /** The lines without their ends; UTF-8, and Latin-1 where it cannot be that. */
  static List<String> lines(byte[] file, Mistakes mistakes) {
    if (file.length > LARGEST) {
      mistakes.add(0, "the file is larger than 256 KiB");
      return List.of();
    }
    List<String> lines = decode(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      checkCharacters(i + 1, lines.get(i), mistakes);
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

  private static void checkCharacters(int number, String line, Mistakes mistakes) {
    if (line.indexOf('\0') >= 0) {
      mistakes.add(number, "there is a NUL character; is this a text file?");
    } else if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      mistakes.add(number, "there is a control character");
    }
  }
}
