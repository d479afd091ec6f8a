package io.github.keycloakduo.duo;

import com.duosecurity.client.Http;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.json.JSONObject;

/** Duo's own client as the measure: signs a request, and keeps what it would send. */
final class OfficialSignature extends Http {
  private static final int VERSION = 5;

  private final Map<String, String> sent = new TreeMap<>();
  private final Map<String, String> parameters;

  OfficialSignature(String method, String host, String path, Map<String, String> parameters) {
    super(method, host, path);
    this.parameters = parameters;
    parameters.forEach(this::addParam);
  }

  OfficialSignature sign(String ikey, String skey) {
    try {
      signRequest(ikey, skey, VERSION);
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return this;
  }

  @Override
  public void addHeader(String name, String value) {
    sent.put(name, value);
  }

  String header(String name) {
    return Objects.requireNonNull(sent.get(name), name);
  }

  /** The fifth line of what is signed. */
  String query() {
    try {
      return canonRequest("date", VERSION).split("\n", -1)[4];
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The body it makes of the parameters. */
  String body() {
    return new JSONObject(new TreeMap<>(parameters)).toString();
  }
}
