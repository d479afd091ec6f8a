package io.github.keycloakduo.keycloak.browser;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A reader of the QR codes of our pages: draws them as a browser would, and scans the picture. */
public final class QrReader {
  private static final int SCALE = 4;

  /**
   * The picture is no photograph, in which the library looks for the code and misses it at times.
   */
  private static final Map<DecodeHintType, Object> EXACT =
      Map.of(DecodeHintType.PURE_BARCODE, true);

  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  private QrReader() {}

  /**
   * The text of a code.
   *
   * @param size of a side in modules
   * @param path of the dark modules
   */
  public static String read(int size, String path) {
    if (!RUN.matcher(path).replaceAll("").isEmpty()) {
      throw new IllegalArgumentException("not a path of modules: " + path);
    }
    int side = size * SCALE;
    int[] pixels = new int[side * side];
    Arrays.fill(pixels, 0xFFFFFF);
    for (MatchResult run : RUN.matcher(path).results().toList()) {
      int column = Integer.parseInt(run.group(1)) * SCALE;
      int row = Integer.parseInt(run.group(2)) * SCALE;
      int length = Integer.parseInt(run.group(3)) * SCALE;
      for (int line = row; line < row + SCALE; line++) {
        Arrays.fill(pixels, line * side + column, line * side + column + length, 0);
      }
    }
    RGBLuminanceSource picture = new RGBLuminanceSource(side, side, pixels);
    try {
      return new QRCodeReader()
          .decode(new BinaryBitmap(new HybridBinarizer(picture)), EXACT)
          .getText();
    } catch (ReaderException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
