// The page of administration: sign-in, navigation, and the section that is shown.

import Keycloak from './vendor/keycloak.js';
import {Api} from './api.js';
import {breakGlass} from './break-glass.js';
import {configurations} from './configurations.js';
import {button, el, field, message, select} from './dom.js';
import {explain} from './explain.js';
import {flows} from './flows.js';
import {graces} from './graces.js';
import {imports} from './import.js';

const SECTIONS = [
  ['configurations', 'Configurations', configurations],
  ['explain', 'Explain a login', explain],
  ['graces', 'Graces', graces],
  ['flows', 'Open flows', flows],
  ['break-glass', 'Break-glass', breakGlass],
  ['import', 'Import', imports],
];
const REALM = 'duo-mfa.realm';
const SECTION = 'duo-mfa.section';

const main = document.getElementById('duo-main');
const nav = document.getElementById('duo-nav');

function followColours() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => document.documentElement.classList.toggle('pf-v5-theme-dark', dark.matches);
  dark.addEventListener('change', apply);
  apply();
}

async function start() {
  followColours();
  const settings = await (await fetch('console/settings')).json();
  if (location.origin !== new URL(settings.page).origin) {
    // The admin interface is published elsewhere; there the calls need no permission of another origin.
    location.replace(settings.page);
  } else if (!window.isSecureContext) {
    show([el('h1', {}, 'HTTPS is needed'), el('p', {}, 'Browsers sign in safely over HTTPS only. Open this page by https.')]);
  } else if (!settings.clientExists) {
    show(setUp(settings));
  } else {
    await signIn(settings);
  }
}

/** How the client is made: by an administrator's own token, so that nobody else can. */
function setUp(settings) {
  const server = settings.admin.replace(/\/$/, '');
  return [
    el('h1', {}, 'One step is missing'),
    el('p', {}, 'This page signs in with the client ', el('code', {}, settings.client), ', which the realm does not have yet. An administrator of the realm creates it:'),
    el('pre', {class: 'duo-code', tabindex: '0', 'aria-label': 'Commands'},
      `kcadm.sh config credentials --server ${server} --realm ${settings.realm} --user YOUR_NAME\n`
      + `kcadm.sh create duo-mfa/console -r ${settings.realm} -b '{}'`),
    el('p', {}, 'It is a public client with PKCE and this page as its only redirect URI.'),
    el('div', {class: 'duo-actions'}, button('Check again', 'primary', () => location.reload())),
  ];
}

async function signIn(settings) {
  // The redirect URI is exactly this page, so the section waits here.
  if (location.hash.startsWith('#/')) {
    sessionStorage.setItem(SECTION, location.hash);
  }
  const keycloak = new Keycloak({
    url: settings.login.replace(/\/$/, ''), realm: settings.realm, clientId: settings.client});
  await keycloak.init({
    onLoad: 'login-required',
    flow: 'standard',
    pkceMethod: 'S256',
    responseMode: 'query',
    checkLoginIframe: false,
    redirectUri: settings.page,
  });
  const realm = settings.master ? sessionStorage.getItem(REALM) || settings.realm : settings.realm;
  const api = new Api(keycloak, settings.admin, realm);
  await showAccount(api, settings, keycloak);
  nav.replaceChildren(el('ul', {}, ...SECTIONS.map(([path, title]) =>
    el('li', {}, el('a', {href: `#/${path}`}, title)))));
  nav.hidden = false;
  window.addEventListener('hashchange', () => route(api, true));
  history.replaceState(null, '', sessionStorage.getItem(SECTION) || '#/configurations');
  await route(api, false);
}

async function showAccount(api, settings, keycloak) {
  const account = document.getElementById('duo-account');
  const name = (keycloak.tokenParsed && keycloak.tokenParsed.preferred_username) || '';
  account.replaceChildren(
    settings.master ? await realmChoice(api) : el('span', {}, `Realm ${settings.realm}`),
    el('span', {}, name),
    button('Sign out', 'secondary', () => keycloak.logout({redirectUri: settings.page})));
}

async function realmChoice(api) {
  const realms = await api.realms().catch(() => [api.realm]);
  const choice = select('realm', realms.map(realm => [realm, realm]), api.realm);
  choice.addEventListener('change', () => {
    sessionStorage.setItem(REALM, choice.value);
    api.realm = choice.value;
    route(api, true);
  });
  return field('Realm', choice);
}

let shown = 0;

async function route(api, moved) {
  const [path, ...rest] = location.hash.replace(/^#\//, '').split('/');
  const [name, title, view] = SECTIONS.find(section => section[0] === path) || SECTIONS[0];
  sessionStorage.setItem(SECTION, location.hash);
  nav.querySelectorAll('a').forEach(link =>
    link.getAttribute('href') === `#/${name}`
      ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current'));
  document.title = `${title} – Duo MFA`;
  shown += 1;
  const mine = shown;
  main.setAttribute('aria-busy', 'true');
  let content;
  try {
    content = await view(api, rest.length > 0 ? decodeURIComponent(rest.join('/')) : undefined);
  } catch (error) {
    content = [el('h1', {}, title), message('bad', error.message)];
  }
  // A slow answer must not replace the section that was opened after it.
  if (mine === shown) {
    show(content);
    if (moved) {
      main.focus();
    }
  }
}

function show(content) {
  main.removeAttribute('aria-busy');
  main.replaceChildren(...content.filter(Boolean));
}

start().catch(error => show([
  el('h1', {}, 'This page could not start'),
  message('bad', (error && (error.error_description || error.message)) || 'Signing in failed. Reload this page.'),
]));
