package io.github.keycloakduo.testkit.browser;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jsoup.select.Elements;

/** What a {@link PlainBrowser} shows in one tab. */
public final class Page {
  private static final Pattern REFRESH = Pattern.compile("(?i)\\d+\\s*;\\s*url=(.+)");

  private final PlainBrowser browser;
  private final URI landing;
  private final URI url;
  private final HttpResponse<String> response;
  private final Document document;

  Page(PlainBrowser browser, URI landing, URI url, HttpResponse<String> response) {
    this.browser = browser;
    this.landing = landing;
    this.url = url;
    this.response = response;
    this.document = Jsoup.parse(response.body(), url.toString());
  }

  public int status() {
    return response.statusCode();
  }

  public URI url() {
    return url;
  }

  public HttpHeaders headers() {
    return response.headers();
  }

  public String html() {
    return response.body();
  }

  /** The page as it is read by a user: no markup, no content of noscript. */
  public String text() {
    return document.text();
  }

  public Document document() {
    return document;
  }

  public boolean has(String css) {
    return document.selectFirst(css) != null;
  }

  /** The only element this selector finds. */
  public Element element(String css) {
    Elements found = document.select(css);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " elements are " + css + " on " + this);
    }
    return found.get(0);
  }

  public Form form(String css) {
    if (element(css) instanceof FormElement form) {
      return new Form(browser, form);
    }
    throw new AssertionError(css + " is no form on " + this);
  }

  /** The same address again, as the reload button asks for it after a GET. */
  public Page reload() {
    return browser.open(url);
  }

  /** Follows a link. */
  public Page follow(String css) {
    return browser.open(URI.create(element(css).absUrl("href")));
  }

  /** Another address in the same browser, as a script of the page would ask for it. */
  public Page visit(URI uri) {
    return browser.open(uri);
  }

  /** Goes where the page sends a browser without scripts after a while; the wait is left out. */
  public Page followMetaRefresh() {
    String content = element("meta[http-equiv=refresh]").attr("content");
    Matcher refresh = REFRESH.matcher(content);
    if (!refresh.matches()) {
      throw new AssertionError("not a refresh to another page: " + content);
    }
    return browser.open(url.resolve(refresh.group(1)));
  }

  /** Whether the user is back at the client. */
  public boolean arrived() {
    return url.toString().startsWith(landing.toString());
  }

  /** The authorization code the client got. */
  public String code() {
    return parameter("code")
        .orElseThrow(() -> new AssertionError("no code for the client, but " + this));
  }

  /** A parameter of the page's address. */
  public Optional<String> parameter(String name) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        String value = pair.substring(name.length() + 1);
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return status() + " " + url + "\n" + html();
  }
}
