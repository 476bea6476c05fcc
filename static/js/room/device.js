/** Storage that also works where the browser refuses it: then it lasts as long as the page. */
export class DeviceStorage {
  #fallback = new Map();
  #storage;

  constructor(open = () => globalThis.localStorage) {
    try {
      this.#storage = open();
    } catch {
      this.#storage = undefined;
    }
  }

  read(name) {
    try {
      return this.#storage?.getItem(name) ?? this.#fallback.get(name) ?? null;
    } catch {
      return this.#fallback.get(name) ?? null;
    }
  }

  write(name, value) {
    this.#fallback.set(name, value);
    try {
      this.#storage?.setItem(name, value);
    } catch {
      // full or forbidden: the copy above serves this page
    }
  }

  forget(name) {
    this.#fallback.delete(name);
    try {
      this.#storage?.removeItem(name);
    } catch {
      // forbidden: there is nothing to remove
    }
  }
}

/** What this device keeps of one room: who the guest is, how they are called, and answers not yet acknowledged. */
export class Device {
  #storage;
  #tokenName;
  #unsentName;

  /** `on` is the date of a series: what was not sent to one evening is nothing for the next. */
  constructor(code, storage = new DeviceStorage(), on = "") {
    this.#storage = storage;
    this.#tokenName = `eventkit:${code}`;
    this.#unsentName = `eventkit:${code}:${on ? `${on}:` : ""}unsent`;
  }

  get token() {
    return this.#storage.read(this.#tokenName);
  }

  set token(token) {
    this.#keep(this.#tokenName, token);
  }

  get name() {
    return this.#storage.read("eventkit:name") ?? "";
  }

  set name(name) {
    this.#keep("eventkit:name", name);
  }

  get avatar() {
    return this.#storage.read("eventkit:avatar") ?? "";
  }

  set avatar(avatar) {
    this.#keep("eventkit:avatar", avatar);
  }

  get pronouns() {
    return this.#storage.read("eventkit:pronouns") ?? "";
  }

  set pronouns(pronouns) {
    this.#keep("eventkit:pronouns", pronouns);
  }

  get unsent() {
    try {
      const entries = JSON.parse(this.#storage.read(this.#unsentName));
      return Array.isArray(entries) ? entries : [];
    } catch {
      return [];
    }
  }

  set unsent(entries) {
    this.#keep(this.#unsentName, entries.length ? JSON.stringify(entries) : null);
  }

  #keep(name, value) {
    if (value) this.#storage.write(name, value);
    else this.#storage.forget(name);
  }
}
