package io.github.keycloakduo.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The building blocks of Duo's request signatures. */
final class Canonical {
  private Canonical() {}

  static String parameters(List<Map.Entry<String, String>> parameters) {
    return String.join(
        "&",
        parameters.stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .sorted()
            .toList());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The X-Duo-* headers as version 5 hashes them. */
  static String headers(List<Map.Entry<String, String>> headers) {
    Map<String, String> sorted = new TreeMap<>();
    headers.forEach(header -> sorted.put(header.getKey(), header.getValue()));
    List<String> parts = new ArrayList<>();
    sorted.forEach(
        (name, value) -> {
          parts.add(name);
          parts.add(value);
        });
    return String.join("\0", parts);
  }

  static String sha512(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hmac(String algorithm, String key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
