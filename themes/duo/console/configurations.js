// The configurations of the realm: where they are used, and whether they work.

import {button, el, into, mark, message, table} from './dom.js';
import {editor} from './editor.js';

export async function configurations(api, alias) {
  return alias ? one(api, alias) : list(api);
}

async function list(api) {
  const all = await api.get('configs');
  const results = el('div', {id: 'duo-results'});
  const testAll = button('Test all', 'secondary', () => into(results, async () => {
    const tested = [];
    for (const config of all) {
      tested.push(el('h2', {}, config.alias), checks(await test(api, config.alias)));
    }
    return tested;
  }));
  return [
    el('h1', {}, 'Configurations'),
    table('Configurations', ['Alias', 'Mode', 'Used by'],
      all.map(config => [
        el('a', {href: `#/configurations/${encodeURIComponent(config.alias)}`}, config.alias),
        config.mode,
        uses(config.usedBy),
      ]),
      'This realm has no configuration of Duo MFA. Add the step Duo MFA to a flow, or import a configuration.'),
    all.length > 0 ? el('div', {class: 'duo-actions'}, testAll) : null,
    results,
  ];
}

function uses(usedBy) {
  return usedBy.length === 0 ? 'no step'
    : el('ul', {class: 'duo-list'}, ...usedBy.map(use => el('li', {}, `${use.step} in the flow ${use.flow}`)));
}

async function one(api, alias) {
  const config = await api.get(`configs/${encodeURIComponent(alias)}`);
  const results = el('div', {id: 'duo-results'});
  const runTest = button('Test', 'primary', () => into(results, async () => checks(await test(api, alias))));
  return [
    el('h1', {}, `Configuration ${config.alias}`),
    el('p', {}, 'The test changes nothing. It calls Duo and the directory, and asks no one for a factor.'),
    el('div', {class: 'duo-actions'}, runTest),
    results,
    el('h2', {}, 'Options'),
    editor(api, config, checks),
  ];
}

function test(api, alias) {
  return api.post(`configs/${encodeURIComponent(alias)}/test`, {});
}

/** The result of a test: all checks, each with its sentence. */
export function checks(results) {
  const failed = results.filter(check => !check.ok).length;
  return el('div', {class: 'duo-checks'},
    failed === 0 ? message('good', 'All checks passed.')
      : message('bad', `${failed} of ${results.length} checks did not pass.`),
    table('Checks', ['Result', 'Check', 'What it found'],
      results.map(check => [mark(check.ok, 'passed', 'not passed'), check.check, check.message]), ''));
}
