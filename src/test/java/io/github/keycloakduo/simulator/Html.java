package io.github.keycloakduo.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The frame of every phone page; all style is inside, so nothing else must be loaded. */
final class Html {
  private static final String STYLE = read("/simulator/phone.css");

  private Html() {}

  static String page(String title, String head, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        %s
        <title>%s</title>
        <style>%s</style>
        </head>
        <body><main><h1>%s</h1>%s</main></body>
        </html>
        """
        .formatted(head, escape(title), STYLE, escape(title), content);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Nothing when there is no value, so that pages show only what is known. */
  static String row(String term, String value) {
    return value.isEmpty() ? "" : "<dt>" + escape(term) + "</dt><dd>" + escape(value) + "</dd>";
  }

  private static String read(String resource) {
    try (InputStream stream =
        Objects.requireNonNull(Html.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
