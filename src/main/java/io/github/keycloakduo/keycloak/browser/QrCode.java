package io.github.keycloakduo.keycloak.browser;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as the path of an SVG picture, which is sharp at every size and loads
 * nothing.
 *
 * @param size of a side in modules, the quiet zone of four modules included
 * @param path of the dark modules, one unit each
 */
record QrCode(int size, String path) {
  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.CHARACTER_SET,
          "UTF-8",
          EncodeHintType.MARGIN,
          4);

  /**
   * The code of a text.
   *
   * @throws IllegalArgumentException for a text that no QR code holds
   */
  static QrCode of(String text) {
    try {
      // Size 0: as small as the text allows, one pixel for each module.
      return of(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS));
    } catch (WriterException tooLong) {
      // Without the text, which is a secret.
      throw new IllegalArgumentException("the text does not fit into a QR code");
    }
  }

  private static QrCode of(BitMatrix modules) {
    int size = modules.getWidth();
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < size; row++) {
      int column = 0;
      while (column < size) {
        int start = column;
        while (column < size && modules.get(column, row)) {
          column++;
        }
        if (column > start) {
          path.append('M').append(start).append(' ').append(row);
          path.append('h').append(column - start).append("v1h-").append(column - start).append('z');
        }
        column++;
      }
    }
    return new QrCode(size, path.toString());
  }
}
