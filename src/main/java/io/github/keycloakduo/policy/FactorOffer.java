package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The factors and devices that a user may choose from: the configured factors that the user's
 * devices can do.
 *
 * @param configured {@code duo.factors}, in order
 * @param known the devices Duo named, in its order
 */
public record FactorOffer(List<Factor> configured, List<Device> known, Preselection preselection) {
  public FactorOffer {
    // The Auth API, by which our own pages ask, has no security keys.
    configured = configured.stream().filter(f -> f != Factor.SECURITY_KEY).toList();
    known = List.copyOf(known);
  }

  /** In the configured order. */
  public FactorOffer(List<Factor> configured, List<Device> known) {
    this(configured, known, Preselection.NONE);
  }

  /**
   * In order, the preselected one first. Passcodes need no device that Duo names: hardware tokens
   * and bypass codes give them too.
   */
  public List<Factor> factors() {
    Comparator<Factor> preselectedFirst =
        Comparator.comparing(f -> !preselection.factor().equals(Optional.of(f)));
    return configured.stream()
        .filter(f -> !f.contactsDevice() || anyDeviceCan(f))
        .sorted(preselectedFirst)
        .toList();
  }

  private boolean anyDeviceCan(Factor factor) {
    return known.stream().anyMatch(device -> device.capabilities().contains(factor));
  }

  /**
   * The devices that can do one of the factors, always in Duo's order: users type their positions,
   * from 1.
   */
  public List<Device> devices() {
    List<Factor> factors = factors();
    return known.stream()
        .filter(device -> factors.stream().anyMatch(device.capabilities()::contains))
        .toList();
  }

  /** The first device that can do a factor: the one that Duo takes for {@code auto}. */
  public Optional<Device> firstCapableOf(Factor factor) {
    return known.stream().filter(device -> device.capabilities().contains(factor)).findFirst();
  }

  /** The device that is selected as long as the user selects no other. */
  public Optional<Device> selectedDevice() {
    return devices().stream()
        .filter(device -> preselection.deviceId().equals(Optional.of(device.id())))
        .findFirst()
        .or(() -> firstContacting().flatMap(this::firstCapableOf));
  }

  /** The factor that the page leads with, if it contacts a device. */
  public Optional<Factor> leading() {
    return factors().stream().findFirst().filter(Factor::contactsDevice);
  }

  /** Whether there is nothing to choose. */
  public boolean isEmpty() {
    return factors().isEmpty();
  }

  public boolean includes(Factor factor) {
    return factors().contains(factor);
  }

  /** The factors beside the passcode, in order. */
  public List<Factor> contacting() {
    return factors().stream().filter(Factor::contactsDevice).toList();
  }

  /** The factor that an empty passcode stands for. */
  public Optional<Factor> firstContacting() {
    return contacting().stream().findFirst();
  }

  /** The same without push. */
  public FactorOffer withoutPush() {
    return new FactorOffer(
        configured.stream().filter(factor -> factor != Factor.PUSH).toList(), known, preselection);
  }

  /** The same without factors that contact a device. */
  public FactorOffer passcodesOnly() {
    return new FactorOffer(
        configured.stream().filter(f -> !f.contactsDevice()).toList(), known, preselection);
  }
}
