// The editor of a configuration. Only what was changed is sent, and what logins would fail with is not saved.

import {button, el, field, into, message, newId, select} from './dom.js';

const SECTIONS = {
  duo: 'Duo',
  https_proxy: 'Proxy',
  auth: 'Passcode field',
  help: 'Help link',
  network: 'Network',
  client: 'Clients',
  authentication_cache: 'Grace',
  connection_limit: 'Session limit',
  whitelist: 'Exemptions',
  usermapping: 'Duo user name',
  username_transform: 'Duo user name',
  ldap_server: 'Directory',
  gateway: 'Gateways',
  credential_store: 'Vault',
  shared: 'Shared configuration',
  logging: 'Log',
};

export function editor(api, config, checks) {
  const inputs = config.options.map(option => input(option));
  const results = el('div', {id: 'duo-edit-results'});
  const changes = () => Object.fromEntries(
    inputs.filter(each => each.changed()).map(each => [each.option.name, each.value()]));
  const path = dryRun => `configs/${encodeURIComponent(config.alias)}/options?dryRun=${dryRun}`;
  const check = () => into(results, async () => {
    const found = await api.post(path(true), changes());
    mark(inputs, found.filter(each => !each.ok).map(each => each.message));
    return checks(found);
  });
  const save = () => into(results, async () => {
    const changed = changes();
    if (Object.keys(changed).length === 0) {
      return message('good', 'Nothing was changed.');
    }
    let saved;
    try {
      saved = await api.post(path(false), changed);
    } catch (error) {
      mark(inputs, [error.message]);
      inputs.find(each => each.isMarked())?.focus();
      throw error;
    }
    mark(inputs, []);
    inputs.forEach(each => each.saved(saved.options.find(option => option.name === each.option.name)));
    return message('good', 'Saved. Logins that begin now use it.');
  });
  return el('form', {
    class: 'pf-v5-c-form duo-editor',
    'aria-label': `Options of ${config.alias}`,
    onsubmit: event => {
      event.preventDefault();
      save();
    },
  },
  ...grouped(inputs),
  results,
  el('div', {class: 'duo-actions'}, button('Save', 'primary'), button('Check', 'secondary', check)));
}

/** Repeats, at the control of each option, the sentences that begin with its name; a closed section opens. */
function mark(inputs, messages) {
  const sentences = messages.flatMap(each => each.split('; '));
  inputs.forEach(each => {
    const own = sentences.filter(sentence => sentence.split(/[: ]/, 1)[0] === each.option.name);
    each.problems(own);
    if (own.length > 0) {
      each.element.closest('details').open = true;
    }
  });
}

function grouped(inputs) {
  const groups = new Map();
  inputs.forEach(each => {
    const title = section(each.option.name);
    groups.set(title, [...(groups.get(title) || []), each]);
  });
  return [...groups].map(([title, members]) =>
    el('details', {class: 'duo-section', open: members.some(each => each.option.isSet)},
      el('summary', {}, title),
      ...members.map(each => each.element)));
}

function section(name) {
  const prefix = name.split('.')[0];
  return SECTIONS[prefix] || (prefix.startsWith('question_') ? 'Questions' : prefix);
}

/** The control of one option: what it holds, and whether that was changed. */
function input(option) {
  const control = controlOf(option);
  control.id = newId('option');
  control.dataset.option = option.name;
  const problem = el('p', {class: 'duo-problem duo-bad', id: newId('problem'), hidden: true});
  const labelled = field(`${option.label} (${option.name})`, control, {help: help(option)});
  control.setAttribute('aria-describedby', `${control.getAttribute('aria-describedby')} ${problem.id}`);
  let stored = control.value;
  const forget = option.type === 'secret' && option.isSet && option.value === ''
    ? el('input', {type: 'checkbox', id: newId('forget')}) : null;
  return {
    option,
    element: el('div', {},
      labelled,
      problem,
      forget ? el('label', {class: 'duo-forget', for: forget.id}, forget, ' Remove the stored secret') : null),
    changed: () => control.value !== stored || Boolean(forget && forget.checked),
    value: () => (forget && forget.checked) || control.value === '' ? null : written(option, control.value),
    isMarked: () => !problem.hidden,
    focus: () => control.focus(),
    problems: sentences => {
      problem.replaceChildren(sentences.join('; '));
      problem.hidden = sentences.length === 0;
      control.setAttribute('aria-invalid', String(sentences.length > 0));
    },
    saved: now => {
      if (option.type === 'secret' && now.value === '') {
        control.value = '';
      }
      if (forget) {
        forget.checked = false;
      }
      stored = control.value;
    },
  };
}

function controlOf(option) {
  const placeholder = option.default === '' ? null : shown(option, option.default);
  switch (option.type) {
    case 'boolean':
      return select(option.name, [['', `default (${option.default})`], ['true', 'true'], ['false', 'false']],
        option.value);
    case 'choice':
      return select(option.name,
        [['', option.default === '' ? 'not set' : `default (${option.default})`],
          ...option.choices.map(choice => [choice, choice])],
        option.value);
    case 'text':
      return el('textarea', {name: option.name, rows: '4', spellcheck: 'false', value: option.value});
    case 'map':
      return el('textarea', {name: option.name, rows: '3', spellcheck: 'false', value: shown(option, option.value)});
    case 'list':
      return el('textarea', {name: option.name, rows: '2', spellcheck: 'false', placeholder,
        value: shown(option, option.value)});
    case 'secret':
      return el('input', {type: option.value === '' ? 'password' : 'text', name: option.name,
        autocomplete: 'new-password', value: option.value, placeholder: option.isSet ? 'stored; not shown' : null});
    case 'integer':
      return el('input', {type: 'text', inputmode: 'numeric', name: option.name, autocomplete: 'off', placeholder,
        value: option.value});
    default:
      return el('input', {type: 'text', name: option.name, autocomplete: 'off', placeholder, value: option.value});
  }
}

function help(option) {
  const format = {list: ' One in each line.', map: ' In each line: name = value.'}[option.type] || '';
  return option.help + format;
}

/** Lists and maps as lines. What is stored otherwise, by hand, is shown as it is. */
function shown(option, value) {
  if (option.type === 'list') {
    return value.split('##').join('\n');
  }
  if (option.type === 'map') {
    try {
      return value === '' ? '' : JSON.parse(value).map(entry => `${entry.key} = ${entry.value}`).join('\n');
    } catch {
      return value;
    }
  }
  return value;
}

function written(option, value) {
  const lines = value.split('\n').map(line => line.trim()).filter(line => line !== '');
  if (option.type === 'list') {
    return lines.join('##');
  }
  if (option.type === 'map' && !value.trimStart().startsWith('[')) {
    return JSON.stringify(lines.map(line => {
      const at = line.indexOf('=');
      return {key: line.slice(0, Math.max(at, 0)).trim(), value: line.slice(at + 1).trim()};
    }));
  }
  return value;
}
