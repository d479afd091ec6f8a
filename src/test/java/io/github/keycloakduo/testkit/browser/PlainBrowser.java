package io.github.keycloakduo.testkit.browser;

import io.github.keycloakduo.testkit.server.Http;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A browser without scripts. It keeps cookies and follows redirects, up to the one that hands the
 * user back to the client. Each {@link #open} is a new tab; a second browser has its own cookies.
 */
public final class PlainBrowser {
  private static final int MAX_REDIRECTS = 20;

  private final URI landing;
  private final CookieJar cookies = new CookieJar();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable HttpClient client;

  /**
   * Starts a browser.
   *
   * @param landing the client's redirect URI, never requested
   */
  public PlainBrowser(URI landing) {
    this.landing = landing;
    headers.put("Accept", "text/html");
    headers.put("User-Agent", "PlainBrowser");
  }

  /** Sends this header with every request from now on. */
  public PlainBrowser withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Trusts the servers this context trusts, for pages served with TLS. */
  public PlainBrowser trusting(SSLContext context) {
    client =
        HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
    return this;
  }

  /** Uses this client's connections, which many browsers may share. */
  public PlainBrowser over(HttpClient shared) {
    client = shared;
    return this;
  }

  public CookieJar cookies() {
    return cookies;
  }

  public Page open(URI uri) {
    return request(HttpRequest.newBuilder(uri), uri);
  }

  Page submit(URI uri, List<Map.Entry<String, String>> fields) {
    return request(Http.form(uri, fields), uri);
  }

  private Page request(HttpRequest.Builder request, URI uri) {
    HttpResponse<String> response = send(request, uri);
    for (int i = 0; i < MAX_REDIRECTS; i++) {
      if (!isRedirect(response)) {
        return new Page(this, landing, response.uri(), response);
      }
      URI next = target(response);
      if (next.toString().startsWith(landing.toString())) {
        return new Page(this, landing, next, response);
      }
      response = send(HttpRequest.newBuilder(next), next);
    }
    throw new IllegalStateException("more than " + MAX_REDIRECTS + " redirects from " + uri);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, URI uri) {
    headers.forEach(request::setHeader);
    String cookie = cookies.header(uri);
    if (!cookie.isEmpty()) {
      request.setHeader("Cookie", cookie);
    }
    HttpResponse<String> response =
        client == null ? Http.send(request) : Http.send(client, request);
    cookies.store(uri, response.headers().allValues("Set-Cookie"));
    return response;
  }

  private static boolean isRedirect(HttpResponse<String> response) {
    return response.statusCode() == 302 || response.statusCode() == 303;
  }

  private static URI target(HttpResponse<String> response) {
    return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
  }
}
