package io.github.keycloakduo.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A phone or a hardware token of a user; only phones have capabilities. */
public record Device(
    String id, Type type, String name, String number, Set<Capability> capabilities) {

  /** The two kinds of devices that Duo knows. */
  public enum Type {
    PHONE,
    TOKEN
  }

  public Device {
    capabilities = Set.copyOf(capabilities);
  }

  boolean can(Capability capability) {
    return capabilities.contains(capability);
  }

  Map<String, Object> toJson(String nextSmsDigit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", id);
    json.put("type", type == Type.PHONE ? "phone" : "token");
    json.put("name", name);
    // Real tokens come without these fields, so a client must not count on them.
    if (type == Type.PHONE) {
      json.put("number", number);
      json.put("display_name", name.isEmpty() ? number : name + " (" + number + ")");
      List<String> words = new TreeSet<>(capabilities).stream().map(Capability::wireName).toList();
      json.put("capabilities", words);
      if (can(Capability.SMS) && !nextSmsDigit.isEmpty()) {
        json.put("sms_nextcode", nextSmsDigit);
      }
    }
    return json;
  }
}
