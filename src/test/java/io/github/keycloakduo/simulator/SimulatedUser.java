package io.github.keycloakduo.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A user of the simulated Duo account; every setter returns the user, so calls can be chained. */
public final class SimulatedUser {
  private final String name;
  private final String id = RandomIds.key("DU");
  private final String trustedDeviceToken = RandomIds.letters(40);
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Set<String> aliases = ConcurrentHashMap.newKeySet();
  private final Passcodes passcodes = new Passcodes();
  private UserStatus status = UserStatus.ACTIVE;
  private boolean verifiedPush;
  private boolean remembersDevices;
  private int failures;

  SimulatedUser(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Adds another name, by which calls and prompts find the user as by the primary one. */
  public SimulatedUser alias(String alias) {
    aliases.add(alias);
    return this;
  }

  /** The user's own spelling of one of these names; Duo compares them without case. */
  Optional<String> knownAs(String given) {
    return Stream.concat(Stream.of(name), aliases.stream())
        .filter(given::equalsIgnoreCase)
        .findFirst();
  }

  /** Duo's identifier of the user, {@code DU...}. */
  public String id() {
    return id;
  }

  /** Adds a phone; its masked number is made from the name of the user. */
  public synchronized SimulatedUser phone(
      String deviceId, String deviceName, Capability... capabilities) {
    String number = "XXX-XXX-" + String.format("%04d", (name + deviceId).hashCode() & 0xFFF);
    devices.put(
        deviceId,
        new Device(deviceId, Device.Type.PHONE, deviceName, number, Set.of(capabilities)));
    return this;
  }

  /** Adds a hardware token, which preauth shows without capabilities. */
  public synchronized SimulatedUser token(String deviceId, String deviceName) {
    devices.put(deviceId, new Device(deviceId, Device.Type.TOKEN, deviceName, "", Set.of()));
    return this;
  }

  public synchronized SimulatedUser removeDevice(String deviceId) {
    devices.remove(deviceId);
    return this;
  }

  public synchronized SimulatedUser status(UserStatus newStatus) {
    status = newStatus;
    failures = 0;
    return this;
  }

  /** Makes this code valid once. */
  public synchronized SimulatedUser passcode(String code) {
    passcodes.add(code);
    return this;
  }

  /** Makes this bypass code valid for a number of logins; 0 means without limit. */
  public synchronized SimulatedUser bypassCode(String code, int uses) {
    passcodes.addBypass(code, uses);
    return this;
  }

  /** Pushes to this user must be confirmed with a code shown at the login. */
  public synchronized SimulatedUser verifiedPush(boolean required) {
    verifiedPush = required;
    return this;
  }

  /** An approval hands out a trusted device token, and preauth lets its bearer in. */
  public synchronized SimulatedUser remembersDevices(boolean remembers) {
    remembersDevices = remembers;
    return this;
  }

  public synchronized UserStatus status() {
    return status;
  }

  public synchronized List<Device> devices() {
    return List.copyOf(devices.values());
  }

  public synchronized Optional<Device> device(String deviceId) {
    return Optional.ofNullable(devices.get(deviceId));
  }

  /** The codes of the last SMS batch, used ones included. */
  public synchronized List<String> smsCodes() {
    return passcodes.sent();
  }

  /** The single-use codes that are still good, without those sent by SMS. */
  public synchronized List<String> unusedPasscodes() {
    return passcodes.unused();
  }

  /** The bypass codes that are still good. */
  public synchronized List<String> bypassCodes() {
    return passcodes.bypassCodes();
  }

  synchronized boolean needsVerifiedPush() {
    return verifiedPush;
  }

  synchronized Optional<String> trustedDeviceToken() {
    return remembersDevices ? Optional.of(trustedDeviceToken) : Optional.empty();
  }

  synchronized String nextSmsDigit() {
    return passcodes.nextSmsDigit();
  }

  synchronized List<String> sendSms(int batchSize) {
    return passcodes.sendSms(batchSize);
  }

  /** Only passcodes count: a person who denies a push is not guessing. */
  synchronized Passcodes.Check redeem(String code, int lockoutThreshold) {
    Passcodes.Check check = passcodes.redeem(code);
    failures = check == Passcodes.Check.GOOD ? 0 : failures + 1;
    if (lockoutThreshold > 0 && failures >= lockoutThreshold) {
      status = UserStatus.LOCKED_OUT;
    }
    return check;
  }

  synchronized void approved() {
    failures = 0;
  }
}
