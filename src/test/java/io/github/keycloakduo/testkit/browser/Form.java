package io.github.keycloakduo.testkit.browser;

import java.net.URI;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** A form of a page, filled in and submitted as a browser does it. */
public final class Form {
  private static final String BUTTONS =
      "button:not([type=button],[type=reset]), input[type=submit]";

  private final PlainBrowser browser;
  private final FormElement form;
  private final List<Map.Entry<String, String>> forged = new ArrayList<>();
  private @Nullable Element pressed;

  Form(PlainBrowser browser, FormElement form) {
    this.browser = browser;
    this.form = form;
    this.pressed = form.selectFirst(BUTTONS);
  }

  /** Types into a field, which must be there. */
  public Form with(String name, String value) {
    Element field =
        form.elements().stream()
            .filter(element -> element.attr("name").equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no field " + name + " in " + form));
    if (field.is("[type=radio]")) {
      choose(name, value);
    } else if (field.is("select")) {
      field.select("option").removeAttr("selected");
      field.expectFirst("option[value=" + value + "]").attr("selected", "");
    } else {
      field.val(value);
    }
    return this;
  }

  private void choose(String name, String value) {
    List<Element> group =
        form.elements().stream()
            .filter(element -> element.is("[type=radio]") && element.attr("name").equals(name))
            .toList();
    group.forEach(element -> element.removeAttr("checked"));
    group.stream()
        .filter(element -> element.val().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no choice " + value + " of " + name))
        .attr("checked", "");
  }

  /** Ticks a check box, or takes the tick away. */
  public Form ticked(String css, boolean ticked) {
    form.expectFirst(css).attr("checked", ticked);
    return this;
  }

  /** Adds a field the page does not offer. */
  public Form withForged(String name, String value) {
    forged.add(new SimpleEntry<>(name, value));
    return this;
  }

  /** Submits by this button; without it the first one of the form is taken, as for Enter. */
  public Form press(String css) {
    pressed = form.expectFirst(css);
    return this;
  }

  public Page submit() {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    form.elements().stream()
        .filter(element -> !element.is(BUTTONS) || element.equals(pressed))
        .forEach(element -> addField(fields, element));
    fields.addAll(forged);
    return browser.submit(action(), fields);
  }

  private static void addField(List<Map.Entry<String, String>> fields, Element element) {
    boolean skipped =
        element.attr("name").isEmpty()
            || element.hasAttr("disabled")
            || element.is("[type=button],[type=reset],[type=image]")
            || (element.is("[type=checkbox],[type=radio]") && !element.hasAttr("checked"));
    if (skipped) {
      return;
    }
    String value = element.is("select") ? selected(element) : element.val();
    fields.add(new SimpleEntry<>(element.attr("name"), value));
  }

  private static String selected(Element select) {
    Element option = select.selectFirst("option[selected]");
    return option != null ? option.val() : select.expectFirst("option").val();
  }

  private URI action() {
    Element button = pressed;
    String action =
        button != null && button.hasAttr("formaction")
            ? button.absUrl("formaction")
            : form.absUrl("action");
    return URI.create(action);
  }
}
