// Configurations of other products, converted.

import {button, el, field, into, message, newId, select, table, text} from './dom.js';

const KINDS = [['sps', 'One Identity SPS plugin (ini)'], ['instipod', 'DuoUniversalKeycloakAuthenticator (JSON)']];

export async function imports(api) {
  const results = el('div', {id: 'duo-results'});
  const source = el('textarea', {name: 'source', rows: '10', spellcheck: 'false'});
  const file = el('input', {type: 'file', onchange: async () => {
    if (file.files.length > 0) {
      source.value = await file.files[0].text();
    }
  }});
  const overwrite = el('input', {type: 'checkbox', name: 'overwrite', id: newId('overwrite')});
  const send = dryRun => into(results, () => run(api, new FormData(form), dryRun));
  const form = el('form', {
    class: 'pf-v5-c-form duo-form',
    onsubmit: event => {
      event.preventDefault();
      send(true);
    },
  },
  field('From', select('kind', KINDS)),
  field('File', file),
  field('Content', source, {required: true}),
  field('Which configuration', text('config'),
    {help: 'Needed only if the export of a realm has several: alias, ID, or realm/alias.'}),
  field('Alias', text('alias'), {help: 'Name of the configuration to save.'}),
  el('div', {}, overwrite, el('label', {for: overwrite.id}, ' Replace the configuration of that alias')),
  el('div', {class: 'duo-actions'},
    button('Check', 'primary'),
    button('Import', 'secondary', () => form.reportValidity() && send(false))));
  return [
    el('h1', {}, 'Import'),
    el('p', {}, 'Check shows what becomes of each option and saves nothing. Secrets are never shown; the report names the entries of the vault for them.'),
    form,
    results,
  ];
}

async function run(api, form, dryRun) {
  const alias = form.get('alias').trim();
  if (!dryRun && alias === '') {
    return message('bad', 'Enter the alias under which the configuration is saved.');
  }
  const query = new URLSearchParams({dryRun: String(dryRun), overwrite: String(form.get('overwrite') === 'on')});
  const kind = form.get('kind');
  if (alias !== '') {
    query.set('alias', alias);
  }
  if (kind === 'instipod' && form.get('config').trim() !== '') {
    query.set('config', form.get('config').trim());
  }
  const answer = await api.post(`import/${kind}?${query}`, form.get('source'), 'text/plain');
  return [
    dryRun ? message('good', 'Nothing was saved.')
      : message('good', el('span', {}, 'Saved as ',
        el('a', {href: `#/configurations/${encodeURIComponent(alias)}`}, alias), '.')),
    el('h2', {}, 'Report'),
    table('Report', ['Section', 'Option', 'Action', 'New option', 'Message'],
      answer.report.map(line => [line.section, line.option, line.action, line.key || '', line.message]),
      'The file has no options.'),
    ...result('Result', answer.config),
    ...Object.entries(answer.clientConfigs || {}).flatMap(([name, config]) => result(`Result: ${name}`, config)),
  ];
}

function result(title, config) {
  return [el('h2', {}, title), table(title, ['Option', 'Value'], Object.entries(config), 'No option was taken.')];
}
