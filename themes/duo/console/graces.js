// Earlier confirmations that still count.

import {button, confirmed, el, field, into, message, table, text, time} from './dom.js';

export async function graces(api) {
  const results = el('div', {id: 'duo-results'});
  const name = text('username');
  const show = () => into(results, () => list(api, name.value.trim(), show));
  const form = el('form', {
    class: 'pf-v5-c-form duo-form',
    onsubmit: event => {
      event.preventDefault();
      show();
    },
  },
  field('User name', name, {help: 'Leave blank for all users of the realm.'}),
  el('div', {class: 'duo-actions'}, button('Show', 'primary')));
  return [
    el('h1', {}, 'Graces'),
    el('p', {}, 'A grace lets a user in without a factor because an earlier one still counts. A user without it is asked again; running sessions go on.'),
    form,
    results,
  ];
}

async function list(api, username, show) {
  const found = await api.get(username ? `grace?username=${encodeURIComponent(username)}` : 'grace');
  const end = async () => {
    const question = username ? `End all graces of ${username}?` : 'End the graces of all users of this realm?';
    if (await confirmed(question, 'End graces')) {
      const outcome = el('div', {});
      await into(outcome, async () => {
        await api.remove(username ? `grace?username=${encodeURIComponent(username)}` : 'grace');
        await show();
        return message('good', 'Ended.');
      });
      document.getElementById('duo-results').prepend(outcome);
    }
  };
  return [
    table('Graces', ['User', 'Address', 'Configuration', 'Granted', 'Last used', 'Uses', 'Ends'],
      found.map(grace => [grace.username, grace.clientIp, grace.config, time(grace.grantedAt), time(grace.lastUsedAt),
        String(grace.uses), time(grace.expiresAt)]),
      username ? `${username} has no grace.` : 'There are no graces.'),
    found.length > 0 ? el('div', {class: 'duo-actions'},
      button(username ? `End graces of ${username}` : 'End all graces', 'danger', end)) : null,
  ];
}
