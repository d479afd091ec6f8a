package io.github.keycloakduo.directory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A SID as Active Directory stores it ([MS-DTYP], 2.4.2.2): revision, number of sub-authorities,
 * six bytes of authority, and the sub-authorities, of which the last one (RID) numbers what the
 * others issued.
 */
final class SecurityIdentifier {
  private static final int REVISION = 1;
  private static final int HEADER = 8;
  private static final int MAX_SUB_AUTHORITIES = 15;
  private static final long MAX_RID = 0xFFFF_FFFFL;

  private final byte[] bytes;

  private SecurityIdentifier(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads the stored form; empty when the bytes are none, or name nothing within a domain. */
  static Optional<SecurityIdentifier> parse(byte[] bytes) {
    boolean valid =
        bytes.length > HEADER + Integer.BYTES
            && bytes[0] == REVISION
            && bytes[1] <= MAX_SUB_AUTHORITIES
            && bytes.length == HEADER + bytes[1] * Integer.BYTES;
    return valid ? Optional.of(new SecurityIdentifier(bytes.clone())) : Optional.empty();
  }

  /**
   * What the same domain issued under another number.
   *
   * @param rid 0 to 4294967295
   */
  SecurityIdentifier sibling(long rid) {
    if (rid < 0 || rid > MAX_RID) {
      throw new IllegalArgumentException("a RID has 32 bits");
    }
    byte[] sibling = bytes.clone();
    ByteBuffer.wrap(sibling)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(sibling.length - Integer.BYTES, (int) rid);
    return new SecurityIdentifier(sibling);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecurityIdentifier that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
