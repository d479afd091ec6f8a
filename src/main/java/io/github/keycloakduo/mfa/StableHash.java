package io.github.keycloakduo.mfa;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A SHA-256 over a list of strings in an unambiguous encoding. */
public final class StableHash {
  private StableHash() {}

  /** The hash as 64 lower-case hexadecimal digits. */
  public static String of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      // Length before content, so that ("ab", "c") and ("a", "bc") differ. And char by char: an
      // encoding would replace half surrogates, so that two texts became one.
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + part.length() * Character.BYTES);
      bytes.putInt(part.length()).asCharBuffer().put(part);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
