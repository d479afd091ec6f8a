package io.github.keycloakduo.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class AnimatedPngTest {
  private final byte[] bytes;

  AnimatedPngTest() throws IOException {
    bytes = new AnimatedPng().show(plain(Color.RED), 500).show(plain(Color.BLUE), 500).bytes();
  }

  @Test
  void isItsFirstFrameWhereNothingMoves() throws IOException {
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(bytes));

    assertThat(shown.getRGB(3, 3)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void numbersItsFramesAndTheirData() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);

    assertThat(text)
        .contains("acTL\0\0\0\2\0\0\0\0")
        .containsSubsequence("fcTL\0\0\0\0", "IDAT", "fcTL\0\0\0\1", "fdAT\0\0\0\2", "IEND");
  }

  private static BufferedImage plain(Color colour) {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      picture.setRGB(i % 8, i / 8, colour.getRGB());
    }
    return picture;
  }
}
