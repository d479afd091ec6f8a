package io.github.keycloakduo.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The codes of one user: single-use passcodes, bypass codes and the last SMS batch. */
final class Passcodes {
  static final int UNLIMITED = 0;
  private static final int SMS_CODE_LENGTH = 7;

  enum Check {
    GOOD,
    USED,
    WRONG
  }

  private final Set<String> unused = new LinkedHashSet<>();
  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> bypassUses = new LinkedHashMap<>();
  private List<String> sent = List.of();

  void add(String code) {
    used.remove(code);
    unused.add(code);
  }

  void addBypass(String code, int uses) {
    bypassUses.put(code, uses == UNLIMITED ? Integer.MAX_VALUE : uses);
  }

  /** Codes of an earlier batch die, as with Duo; the first digit tells the codes apart. */
  List<String> sendSms(int size) {
    unused.removeAll(sent);
    List<String> batch = new ArrayList<>();
    for (int i = 1; i <= size; i++) {
      batch.add(i % 10 + RandomIds.digits(SMS_CODE_LENGTH - 1));
    }
    sent = List.copyOf(batch);
    sent.forEach(this::add);
    return sent;
  }

  Check redeem(String code) {
    if (unused.remove(code)) {
      used.add(code);
      return Check.GOOD;
    }
    if (used.contains(code)) {
      return Check.USED;
    }
    Integer left = bypassUses.get(code);
    if (left == null) {
      return Check.WRONG;
    }
    if (left == 0) {
      return Check.USED;
    }
    bypassUses.put(code, left - 1);
    return Check.GOOD;
  }

  List<String> unused() {
    return unused.stream().filter(code -> !sent.contains(code)).toList();
  }

  List<String> bypassCodes() {
    return bypassUses.entrySet().stream()
        .filter(code -> code.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> sent() {
    return sent;
  }

  String nextSmsDigit() {
    return sent.stream()
        .filter(unused::contains)
        .findFirst()
        .map(code -> code.substring(0, 1))
        .orElse("");
  }
}
