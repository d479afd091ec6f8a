// How a login would end, step by step.

import {button, el, field, into, mark, message, select, table, text} from './dom.js';

const DECISIONS = {go_on: 'continues', let_in: 'lets the user in', stop: 'refuses', skipped: 'not evaluated'};

export async function explain(api) {
  const configs = await api.get('configs');
  const results = el('div', {id: 'duo-results'});
  const form = el('form', {
    class: 'pf-v5-c-form duo-form',
    onsubmit: event => {
      event.preventDefault();
      into(results, () => run(api, new FormData(form)));
    },
  },
  field('Configuration', select('config', configs.map(config => [config.alias, config.alias]))),
  field('User name', text('username'), {required: true}),
  field('Client address', text('clientIp'), {help: 'IPv4 or IPv6. Without it the address counts as unknown.'}),
  field('Client ID', text('clientId'), {help: 'The application that the user signs in to.'}),
  el('div', {class: 'duo-actions'}, button('Explain', 'primary')));
  return [
    el('h1', {}, 'Explain a login'),
    el('p', {}, 'Shows what each step would decide if this user signed in now. Sends nothing to a device and changes nothing.'),
    configs.length > 0 ? form : el('p', {class: 'duo-empty'}, 'This realm has no configuration of Duo MFA.'),
    results,
  ];
}

async function run(api, form) {
  const asked = Object.fromEntries(
    ['username', 'clientIp', 'clientId'].map(name => [name, form.get(name).trim()]).filter(([, value]) => value !== ''));
  const answer = await api.post(`configs/${encodeURIComponent(form.get('config'))}/explain`, asked);
  return [
    message('wait', el('span', {}, 'Outcome: ', el('strong', {id: 'duo-outcome'}, answer.outcome),
      answer.identity ? `. Duo user name: ${answer.identity}` : '')),
    table('Steps', ['Step', 'Decision', 'Reason'],
      answer.steps.map(step => [
        step.step,
        step.decision === 'stop' ? mark(false, '', DECISIONS.stop) : DECISIONS[step.decision] || step.decision,
        step.reason,
      ]), ''),
  ];
}
