package io.github.keycloakduo.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A request of a test, signed by code of its own, so that an error in the simulator's signatures
 * cannot hide. Every part can be set wrong.
 */
final class SignedCall {
  enum Version {
    V2_SHA1,
    V2_SHA512,
    V4,
    V5
  }

  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpClient http;
  private final String host;
  private final String method;
  private final String path;
  private final Map<String, String> params = new TreeMap<>();
  private final Map<String, String> duoHeaders = new TreeMap<>();
  private Version version = Version.V5;
  private String ikey;
  private String skey;
  private String signedHost;
  private String date = rfc1123(Duration.ZERO);
  private String dateHeader = "Date";
  private String contentType = "";
  private String body = "";
  private String authorization = "";
  private boolean sorted = true;

  SignedCall(HttpClient http, DuoSimulator duo, String method, String path) {
    this.http = http;
    this.host = duo.host();
    this.signedHost = host;
    this.ikey = duo.ikey();
    this.skey = duo.skey();
    this.method = method;
    this.path = path;
  }

  static String rfc1123(Duration fromNow) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plus(fromNow));
  }

  SignedCall with(String name, String value) {
    params.put(name, value);
    return this;
  }

  SignedCall version(Version newVersion) {
    version = newVersion;
    return this;
  }

  SignedCall ikey(String key) {
    ikey = key;
    return this;
  }

  SignedCall skey(String key) {
    skey = key;
    return this;
  }

  SignedCall signedHost(String name) {
    signedHost = name;
    return this;
  }

  SignedCall date(String text) {
    date = text;
    return this;
  }

  SignedCall dateHeader(String name) {
    dateHeader = name;
    return this;
  }

  SignedCall duoHeader(String name, String value) {
    duoHeaders.put(name, value);
    return this;
  }

  SignedCall contentType(String type) {
    contentType = type;
    return this;
  }

  SignedCall body(String text) {
    body = text;
    return this;
  }

  SignedCall authorization(String header) {
    authorization = header;
    return this;
  }

  SignedCall unsorted() {
    sorted = false;
    return this;
  }

  Reply send() {
    return sendAsync().join();
  }

  CompletableFuture<Reply> sendAsync() {
    return http.sendAsync(request(), HttpResponse.BodyHandlers.ofString()).thenApply(Reply::of);
  }

  HttpRequest request() {
    boolean post = method.equals("POST");
    boolean json = post && (version == Version.V4 || version == Version.V5);
    String encoded = encodedParams();
    String content = !post ? "" : body.isEmpty() ? (json ? json() : encoded) : body;
    String query = post || encoded.isEmpty() ? "" : "?" + encoded;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + host + path + query))
            .timeout(Duration.ofSeconds(60))
            .header("User-Agent", "SignedCall/1.0")
            .method(method, HttpRequest.BodyPublishers.ofString(content));
    if (post) {
      String usual = json ? "application/json" : "application/x-www-form-urlencoded";
      request.header("Content-Type", contentType.isEmpty() ? usual : contentType);
    }
    if (!dateHeader.isEmpty()) {
      request.header(dateHeader, date);
    }
    duoHeaders.forEach(request::header);
    String credentials = ikey + ":" + signature(json ? "" : encoded, content);
    String basic = "Basic " + TestCodecs.base64(credentials);
    String header = authorization.isEmpty() ? basic : authorization;
    if (!header.equals("none")) {
      request.header("Authorization", header);
    }
    return request.build();
  }

  private String signature(String canonicalParams, String content) {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of(date, method, signedHost, path, canonicalParams));
    if (version == Version.V4 || version == Version.V5) {
      lines.add(TestCodecs.sha512(content));
    }
    if (version == Version.V5) {
      List<String> parts = new ArrayList<>();
      duoHeaders.forEach((name, value) -> parts.addAll(List.of(name, value)));
      lines.add(TestCodecs.sha512(String.join("\0", parts)));
    }
    return TestCodecs.hmac(
        version == Version.V2_SHA1 ? "HmacSHA1" : "HmacSHA512", skey, String.join("\n", lines));
  }

  private String encodedParams() {
    List<String> pairs = new ArrayList<>();
    params.forEach(
        (name, value) -> pairs.add(TestCodecs.encode(name) + "=" + TestCodecs.encode(value)));
    if (!sorted) {
      Collections.reverse(pairs);
    }
    return String.join("&", pairs);
  }

  private String json() {
    return MAPPER.valueToTree(params).toString();
  }
}
