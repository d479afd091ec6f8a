// The admin interface of Duo MFA, called with the administrator's own token.

/** An answer that is a refusal; its message is a sentence for people. */
export class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

const SENTENCES = {
  401: 'Your sign-in is no longer valid. Reload this page.',
  403: 'Your account may not do this. It needs the role view-realm to look and manage-realm to change.',
  404: 'Not found.',
};

export class Api {
  constructor(keycloak, admin, realm) {
    this.keycloak = keycloak;
    this.root = `${admin.replace(/\/$/, '')}/admin/realms`;
    this.realm = realm;
  }

  get(path) {
    return this.#send('GET', path);
  }

  post(path, body, type = 'application/json') {
    return this.#send('POST', path, type === 'application/json' ? JSON.stringify(body) : body, type);
  }

  remove(path) {
    return this.#send('DELETE', path);
  }

  /** The realms that the administrator may see; for administrators of the master realm. */
  async realms() {
    return (await this.#fetch('GET', `${this.root}?briefRepresentation=true`)).map(realm => realm.realm).sort();
  }

  #send(method, path, body, type) {
    return this.#fetch(method, `${this.root}/${encodeURIComponent(this.realm)}/duo-mfa/${path}`, body, type);
  }

  async #fetch(method, url, body, type) {
    await this.#freshToken();
    const headers = {Authorization: `Bearer ${this.keycloak.token}`, Accept: 'application/json'};
    if (body !== undefined) {
      headers['Content-Type'] = type;
    }
    const response = await this.#answer(url, {method, headers, body});
    const answer = await read(response);
    if (!response.ok) {
      throw new Refusal(response.status, sentence(response.status, answer));
    }
    return answer;
  }

  async #freshToken() {
    try {
      await this.keycloak.updateToken(30);
    } catch {
      // The session has ended; signing in returns to this page.
      await this.keycloak.login();
    }
  }

  async #answer(url, request) {
    try {
      return await fetch(url, request);
    } catch {
      throw new Refusal(0, `No answer from ${new URL(url).origin}. The admin interface (/admin) must be published there.`);
    }
  }
}

async function read(response) {
  const body = await response.text();
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return null;
  }
}

function sentence(status, answer) {
  const said = answer && (answer.error_description || answer.errorMessage);
  return said || SENTENCES[status] || `The server answered ${status}.`;
}
