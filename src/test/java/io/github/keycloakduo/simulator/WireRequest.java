package io.github.keycloakduo.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the parameters of an HTTP request, from the query, a form or a JSON object. */
final class WireRequest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  private final HttpServerRequest http;
  private final Buffer body;

  WireRequest(HttpServerRequest http, Buffer body) {
    this.http = http;
    this.body = body;
  }

  String method() {
    return http.method().name();
  }

  String path() {
    return http.path();
  }

  RecordedRequest toRecord(Endpoint endpoint, String user, Params params, long connection) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : http.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return new RecordedRequest(
        endpoint, method(), path(), user, params.asMap(), headers, connection, Instant.now());
  }

  boolean isPost() {
    return http.method().name().equals("POST");
  }

  boolean isJson() {
    return isPost() && mediaType().equals(JSON);
  }

  boolean isForm() {
    return isPost() && mediaType().equals(FORM);
  }

  @Nullable String header(String name) {
    return http.getHeader(name);
  }

  List<String> headers(String name) {
    return http.headers().getAll(name);
  }

  String host() {
    String host = http.getHeader("Host");
    return host == null ? "" : host;
  }

  List<Map.Entry<String, String>> query() {
    String query = http.query();
    return query == null ? List.of() : pairs(query);
  }

  /** Parameters of a POST belong in its body only. */
  List<Map.Entry<String, String>> parameters() {
    if (!isPost()) {
      return query();
    }
    if (!query().isEmpty()) {
      throw DuoFailure.invalid(query().get(0).getKey());
    }
    return isJson() ? jsonMembers() : form();
  }

  SignedRequest toSigned(String date) {
    List<Map.Entry<String, String>> duoHeaders = new ArrayList<>();
    for (Map.Entry<String, String> header : http.headers()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-duo-")) {
        duoHeaders.add(Map.entry(name, header.getValue()));
      }
    }
    return new SignedRequest(
        http.method().name(),
        host(),
        http.path(),
        date,
        query(),
        isForm() ? form() : List.of(),
        isJson(),
        body,
        duoHeaders);
  }

  private String mediaType() {
    String type = http.getHeader("Content-Type");
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private List<Map.Entry<String, String>> form() {
    return pairs(body.toString(StandardCharsets.UTF_8));
  }

  private List<Map.Entry<String, String>> jsonMembers() {
    try {
      List<Map.Entry<String, String>> members = new ArrayList<>();
      Json.read(body.getBytes())
          .forEach(
              (name, value) -> {
                if (value == null || value instanceof Map || value instanceof List) {
                  throw DuoFailure.invalid(name);
                }
                members.add(Map.entry(name, value.toString()));
              });
      return members;
    } catch (IOException e) {
      throw new DuoFailure(DuoError.INVALID_PARAMETERS);
    }
  }

  static List<Map.Entry<String, String>> pairs(String encoded) {
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        pairs.add(Map.entry(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
      }
    }
    return pairs;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DuoFailure(DuoError.INVALID_PARAMETERS);
    }
  }
}
