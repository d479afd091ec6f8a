// Emergency access: one user needs no factor for a while.

import {button, confirmed, el, field, into, message, table, text, time} from './dom.js';

export async function breakGlass(api) {
  const results = el('div', {id: 'duo-results'});
  const show = async first => [first, ...await list(api, outcome => into(results, () => show(outcome)))];
  const form = el('form', {
    class: 'pf-v5-c-form duo-form',
    onsubmit: event => {
      event.preventDefault();
      into(results, async () => {
        const asked = new FormData(form);
        const username = asked.get('username').trim();
        await api.post('break-glass',
          {username, reason: asked.get('reason').trim(), minutes: Number(asked.get('minutes'))});
        form.reset();
        return show(message('good', `${username} needs no factor until then. Each use is an event.`));
      });
    },
  },
  field('User name', text('username'), {required: true}),
  field('Reason', text('reason'), {required: true, help: 'Stands in the events of the realm and of each login.'}),
  field('Minutes', el('input', {type: 'number', name: 'minutes', min: '1', max: '1440'}),
    {required: true, help: '1 to 1440.'}),
  el('div', {class: 'duo-actions'}, button('Grant', 'primary')));
  results.append(...(await show(null)).filter(Boolean));
  return [
    el('h1', {}, 'Break-glass'),
    el('p', {}, 'Exempts one user from the factor for a limited time, for example after a lost phone. The password is still needed. Does not satisfy a step-up.'),
    form,
    results,
  ];
}

async function list(api, show) {
  const granted = await api.get('break-glass');
  const end = username => async () => {
    if (await confirmed(`End the exemption of ${username}?`, 'End')) {
      await api.remove(`break-glass?username=${encodeURIComponent(username)}`);
      await show(message('good', 'Ended.'));
    }
  };
  return [
    table('Exemptions', ['User', 'Reason', 'Granted by', 'Granted', 'Ends', 'Action'],
      granted.map(each => [each.username, each.reason, each.grantedBy || '', time(each.grantedAt), time(each.expiresAt),
        button('End', 'danger', end(each.username))]),
      'No user is exempt.'),
  ];
}
