package io.github.keycloakduo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityIdentifierTest {
  private static SecurityIdentifier parsed(byte[] bytes) {
    return SecurityIdentifier.parse(bytes).orElseThrow();
  }

  @Test
  void namesASiblingByItsNumber() {
    assertThat(parsed(Sids.sid(1104)).sibling(513)).isEqualTo(parsed(Sids.sid(513)));
    assertThat(parsed(Sids.sid(1104)).sibling(513).bytes()).isEqualTo(Sids.sid(513));
    assertThat(parsed(Sids.sid(1)).sibling(4_294_967_295L))
        .isEqualTo(parsed(Sids.sid(4_294_967_295L)));
  }

  @Test
  void putsTheLowestByteOfTheNumberFirst() {
    assertThat(HexFormat.of().formatHex(parsed(Sids.sid(1)).sibling(513).bytes()))
        .isEqualTo("010500000000000515000000" + "01000000" + "02000000" + "03000000" + "01020000");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4_294_967_296L})
  void hasNoSiblingBeyondTheNumbers(long rid) {
    assertThatThrownBy(() -> parsed(Sids.sid(1)).sibling(rid))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotEveryListOfBytes() {
    byte[] sid = Sids.sid(513);
    byte[] revision = sid.clone();
    revision[0] = 2;
    byte[] more = sid.clone();
    more[1]++;
    byte[] negative = sid.clone();
    negative[1] = -1;
    // S-1-1-0, Everyone: nobody issued it under a number.
    byte[] everyone = {1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};

    for (byte[] bytes :
        new byte[][] {
          {}, {1}, revision, more, negative, everyone, Arrays.copyOf(sid, sid.length - 1)
        }) {
      assertThat(SecurityIdentifier.parse(bytes)).isEmpty();
    }
  }
}
