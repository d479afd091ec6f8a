// Ways into the realm that do not ask Duo.

import {el, message, table} from './dom.js';

export async function flows(api) {
  const open = await api.get('flows');
  return [
    el('h1', {}, 'Open flows'),
    el('p', {}, 'Flows that let a user in without asking Duo, or whose step must be put right.'),
    open.length === 0 ? message('good', 'Every flow asks Duo.') : null,
    table('Open flows', ['Flow', 'Bound to', 'Client', 'Reason'],
      open.map(flow => [flow.flow, flow.boundTo, flow.client || '', flow.reason]), ''),
  ];
}
