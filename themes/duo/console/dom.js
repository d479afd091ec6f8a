// Elements of the page. Text is always set as text, never parsed as HTML.

/**
 * An element. Attributes whose value is null or false are left out; names that begin with "on" are listeners.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

let ids = 0;

/** An id that no other element has. */
export function newId(name) {
  ids += 1;
  return `duo-${name}-${ids}`;
}

export function button(text, kind, onclick) {
  return el('button', {type: onclick ? 'button' : 'submit', class: `pf-v5-c-button pf-m-${kind}`, onclick}, text);
}

/** A labelled control of a form; the help text describes it to screen readers, too. */
export function field(label, control, {help = null, required = false} = {}) {
  const id = control.id || newId('field');
  control.id = id;
  if (required) {
    control.required = true;
  }
  const helpId = `${id}-help`;
  if (help) {
    control.setAttribute('aria-describedby', helpId);
  }
  return el('div', {class: 'pf-v5-c-form__group duo-field'},
    el('label', {class: 'pf-v5-c-form__label', for: id},
      el('span', {class: 'pf-v5-c-form__label-text'}, label),
      required ? el('span', {class: 'pf-v5-c-form__label-required', 'aria-hidden': 'true'}, ' *') : null),
    wrapped(control),
    help ? el('p', {class: 'duo-help', id: helpId}, help) : null);
}

function wrapped(control) {
  return control.type === 'checkbox' ? control : el('span', {class: 'pf-v5-c-form-control duo-control'}, control);
}

export function text(name, attributes = {}) {
  return el('input', {type: 'text', name, autocomplete: 'off', ...attributes});
}

export function select(name, choices, chosen) {
  const control = el('select', {name},
    ...choices.map(([value, label]) => el('option', {value, selected: value === chosen}, label)));
  return control;
}

/** A table, or a sentence in its place where there are no rows. */
export function table(caption, heads, rows, empty) {
  if (rows.length === 0) {
    return el('p', {class: 'duo-empty'}, empty);
  }
  return el('div', {class: 'duo-table', tabindex: '0', role: 'region', 'aria-label': caption},
    el('table', {class: 'pf-v5-c-table pf-m-compact pf-m-grid-md', 'aria-label': caption},
      el('thead', {class: 'pf-v5-c-table__thead'},
        el('tr', {class: 'pf-v5-c-table__tr'},
          ...heads.map(head => el('th', {class: 'pf-v5-c-table__th', scope: 'col'}, head)))),
      el('tbody', {class: 'pf-v5-c-table__tbody'},
        ...rows.map(cells => el('tr', {class: 'pf-v5-c-table__tr'},
          ...cells.map((cell, at) => el('td', {class: 'pf-v5-c-table__td', 'data-label': heads[at]}, cell)))))));
}

/** A mark that says good or bad in words, too. */
export function mark(good, yes, no) {
  return el('span', {class: good ? 'duo-mark duo-good' : 'duo-mark duo-bad'}, good ? yes : no);
}

/** A message; a bad one interrupts screen readers. */
export function message(kind, sentence) {
  return el('div', {class: `duo-message duo-${kind}`, role: kind === 'bad' ? 'alert' : 'status'}, sentence);
}

/** Asks before something that cannot be taken back. */
export function confirmed(question, action) {
  const dialog = el('dialog', {class: 'duo-dialog', 'aria-label': question});
  return new Promise(resolve => {
    const answer = yes => () => {
      dialog.close();
      dialog.remove();
      resolve(yes);
    };
    dialog.append(
      el('p', {}, question),
      el('div', {class: 'duo-actions'},
        button(action, 'danger', answer(true)),
        button('Cancel', 'secondary', answer(false))));
    dialog.addEventListener('cancel', answer(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Runs a call for a region of the page: its buttons are off meanwhile, and what goes wrong is shown in it.
 *
 * @param place receives the answer, or the error
 */
export async function into(place, work) {
  const buttons = [...document.querySelectorAll('main button')].filter(each => !each.disabled);
  buttons.forEach(each => { each.disabled = true; });
  place.setAttribute('aria-busy', 'true');
  place.replaceChildren(message('wait', 'Please wait…'));
  try {
    place.replaceChildren(...[await work()].flat().filter(Boolean));
  } catch (error) {
    place.replaceChildren(message('bad', error.message));
  } finally {
    place.removeAttribute('aria-busy');
    buttons.forEach(each => { each.disabled = false; });
  }
}

/** The date and time of an ISO text, as this browser writes it. */
export function time(iso) {
  return iso ? el('time', {datetime: iso}, new Date(iso).toLocaleString()) : '';
}
