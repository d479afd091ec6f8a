package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The meaning of what a user submitted, under the factors and devices that are offered. */
public sealed interface FactorChoice {
  /** A function for each case. */
  record Cases<R>(
      Function<Passcode, R> passcode,
      Function<Contact, R> contact,
      Function<NotAllowed, R> notAllowed,
      Function<NoSuchDevice, R> noSuchDevice,
      Function<OtherDevice, R> otherDevice,
      Function<Nothing, R> nothing) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Passcode, R> passcode,
      Function<Contact, R> contact,
      Function<NotAllowed, R> notAllowed,
      Function<NoSuchDevice, R> noSuchDevice,
      Function<OtherDevice, R> otherDevice,
      Function<Nothing, R> nothing) {
    return match(new Cases<>(passcode, contact, notAllowed, noSuchDevice, otherDevice, nothing));
  }

  /** The factor that contacts a device, if the choice is one. */
  default Optional<Factor> contacted() {
    return this instanceof Contact contact ? Optional.of(contact.factor()) : Optional.empty();
  }

  /** The device that was chosen along, if it is known. */
  default Optional<Device> device() {
    return match(
        passcode -> Optional.empty(),
        Contact::device,
        notAllowed -> Optional.empty(),
        noSuchDevice -> Optional.empty(),
        otherDevice -> Optional.of(otherDevice.chosen()),
        nothing -> Optional.empty());
  }

  /** A code to be checked. */
  record Passcode(Secret code) implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.passcode().apply(this);
    }
  }

  /** A factor on a device; without one, Duo chooses it. */
  record Contact(Factor factor, Optional<Device> device) implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.contact().apply(this);
    }
  }

  /** The configuration does not offer the factor. */
  record NotAllowed() implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.notAllowed().apply(this);
    }
  }

  /** No device of the user can do the factor, or there is no such device. */
  record NoSuchDevice() implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.noSuchDevice().apply(this);
    }
  }

  /** The chosen device cannot do the factor, but another one can. */
  record OtherDevice(Device chosen) implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.otherDevice().apply(this);
    }
  }

  /** Nothing was typed and nothing can start by itself. */
  record Nothing() implements FactorChoice {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.nothing().apply(this);
    }
  }

  /**
   * The value of {@code device} by which Duo picks a device.
   *
   * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth</a>
   */
  String ANY_DEVICE = "auto";

  /**
   * Reads a submission.
   *
   * @param typed the passcode field
   * @param factor name of the pressed button; blank for none
   * @param device id of the selected device; blank for none
   * @param smsSent a code was sent, so that an empty field starts nothing
   */
  static FactorChoice of(
      String typed, String factor, String device, FactorOffer offer, boolean smsSent) {
    if (!factor.isBlank()) {
      return button(factor.strip(), device.strip(), offer);
    }
    TypedPasscode text = TypedPasscode.of(typed);
    Optional<TypedPasscode.FactorWord> word = text.word();
    if (word.isPresent()) {
      return typedWord(word.get(), device.strip(), offer);
    }
    if (!text.isEmpty()) {
      return offer.includes(Factor.PASSCODE)
          ? new Passcode(new Secret(text.code()))
          : new NotAllowed();
    }
    Optional<Factor> first = smsSent ? Optional.empty() : offer.firstContacting();
    return first.<FactorChoice>map(f -> first(f, device.strip(), offer)).orElse(new Nothing());
  }

  /** An empty submission chooses no factor; so a selected device that cannot do it is left out. */
  private static FactorChoice first(Factor factor, String selected, FactorOffer offer) {
    FactorChoice choice = contact(factor, selected, offer);
    return choice instanceof OtherDevice ? contact(factor, "", offer) : choice;
  }

  private static FactorChoice button(String name, String device, FactorOffer offer) {
    Optional<Factor> factor = Factor.of(name);
    if (factor.isEmpty()) {
      return new NotAllowed();
    }
    return factor.get().contactsDevice() ? contact(factor.get(), device, offer) : new Nothing();
  }

  private static FactorChoice typedWord(
      TypedPasscode.FactorWord word, String selected, FactorOffer offer) {
    Factor factor = Factor.of(word.factor()).orElseThrow();
    if (word.deviceNumber().isEmpty()) {
      return contact(factor, selected, offer);
    }
    int index = word.deviceNumber().get() - 1;
    List<Device> devices = offer.devices();
    return index < devices.size()
        ? contact(factor, devices.get(index).id(), offer)
        : offer.configured().contains(factor) ? new NoSuchDevice() : new NotAllowed();
  }

  private static FactorChoice contact(Factor factor, String device, FactorOffer offer) {
    if (!offer.configured().contains(factor)) {
      return new NotAllowed();
    }
    if (device.isEmpty() || device.equals(ANY_DEVICE)) {
      return offer.includes(factor) ? new Contact(factor, Optional.empty()) : new NoSuchDevice();
    }
    Optional<Device> chosen =
        offer.devices().stream().filter(known -> known.id().equals(device)).findFirst();
    if (chosen.filter(known -> known.capabilities().contains(factor)).isPresent()) {
      return new Contact(factor, chosen);
    }
    return chosen
        .filter(known -> offer.includes(factor))
        .<FactorChoice>map(OtherDevice::new)
        .orElseGet(NoSuchDevice::new);
  }
}
