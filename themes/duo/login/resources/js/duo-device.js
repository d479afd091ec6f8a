// Shows only the ways that the selected device can do. Without this script all are there, and the server says which one
// the device cannot do. Nothing here is newer than ES2018.

const form = document.getElementById("kc-duo-form");
const devices = document.getElementById("duo-device");

function classes(text) {
  return text.split(" ").filter((name) => name);
}

function showCapabilities() {
  const selected = devices.options[devices.selectedIndex];
  const can = classes((selected && selected.dataset.factors) || "");
  const primary = classes(form.dataset.duoPrimary);
  const secondary = classes(form.dataset.duoSecondary);
  let leads = Boolean(form.dataset.duoLead);
  for (const button of form.querySelectorAll("button[name=factor]")) {
    button.hidden = !can.includes(button.value);
    if (!button.hidden) {
      button.classList.remove(...primary, ...secondary);
      button.classList.add(...(leads ? primary : secondary));
      leads = false;
    }
  }
}

if (form && devices) {
  devices.addEventListener("change", showCapabilities);
  // A browser may select another device again after this script: on a reload, or by the back button.
  addEventListener("pageshow", showCapabilities);
  showCapabilities();
}
