package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Attribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SIDs of a domain S-1-5-21-1-2-3. */
final class Sids {
  private static final int[] DOMAIN = {21, 1, 2, 3};

  private Sids() {}

  static byte[] sid(long rid) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + Integer.BYTES * (DOMAIN.length + 1)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 1).put((byte) (DOMAIN.length + 1)).put(new byte[] {0, 0, 0, 0, 0, 5});
    for (int part : DOMAIN) {
      bytes.putInt(part);
    }
    return bytes.putInt((int) rid).array();
  }

  static Attribute objectSid(long rid) {
    return new Attribute("objectSid", sid(rid));
  }

  static Attribute primaryGroup(String rid) {
    return new Attribute("primaryGroupID", rid);
  }
}
