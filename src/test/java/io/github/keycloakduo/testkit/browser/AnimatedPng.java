package io.github.keycloakduo.testkit.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** A moving picture as a PNG: viewers that know no animation show its first frame. */
public final class AnimatedPng {
  private static final int SIGNATURE_LENGTH = 8;
  private static final int CHUNK_OVERHEAD = 12;
  private static final short MILLISECOND = 1000;

  private record Frame(BufferedImage picture, int milliseconds) {}

  private record Chunk(String name, byte[] content) {}

  private final List<Frame> frames = new ArrayList<>();

  /** Shows this picture, of the size of the first one, for so long. */
  public AnimatedPng show(BufferedImage picture, int milliseconds) {
    frames.add(new Frame(picture, milliseconds));
    return this;
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, bytes());
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    byte[] first = png(frames.get(0));
    out.write(first, 0, SIGNATURE_LENGTH);
    write(out, chunks(first).get(0));
    // Endlessly, as the zero says.
    write(out, new Chunk("acTL", ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).array()));
    int sequence = 0;
    for (Frame frame : frames) {
      write(out, new Chunk("fcTL", control(sequence++, frame)));
      byte[] data = data(frame);
      if (frame.equals(frames.get(0))) {
        write(out, new Chunk("IDAT", data));
      } else {
        byte[] numbered = ByteBuffer.allocate(data.length + 4).putInt(sequence++).put(data).array();
        write(out, new Chunk("fdAT", numbered));
      }
    }
    write(out, new Chunk("IEND", new byte[0]));
    return bytes.toByteArray();
  }

  private static byte[] control(int sequence, Frame frame) {
    return ByteBuffer.allocate(26)
        .putInt(sequence)
        .putInt(frame.picture().getWidth())
        .putInt(frame.picture().getHeight())
        .putInt(0)
        .putInt(0)
        .putShort((short) frame.milliseconds())
        .putShort(MILLISECOND)
        .array();
  }

  private static byte[] data(Frame frame) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (Chunk chunk : chunks(png(frame))) {
      if (chunk.name().equals("IDAT")) {
        data.write(chunk.content());
      }
    }
    return data.toByteArray();
  }

  private static byte[] png(Frame frame) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(frame.picture(), "png", png);
    return png.toByteArray();
  }

  private static List<Chunk> chunks(byte[] png) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer left = ByteBuffer.wrap(png);
    for (int at = SIGNATURE_LENGTH; at < png.length; ) {
      int length = left.getInt(at);
      String name = new String(png, at + 4, 4, StandardCharsets.US_ASCII);
      chunks.add(new Chunk(name, Arrays.copyOfRange(png, at + 8, at + 8 + length)));
      at += length + CHUNK_OVERHEAD;
    }
    return chunks;
  }

  private static void write(DataOutputStream out, Chunk chunk) throws IOException {
    byte[] name = chunk.name().getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(chunk.content());
    out.writeInt(chunk.content().length);
    out.write(name);
    out.write(chunk.content());
    out.writeInt((int) sum.getValue());
  }
}
