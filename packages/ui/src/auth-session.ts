import { type Accessor, createSignal, onCleanup } from "solid-js";

export type AuthSession = {
  token: Accessor<string | null>;
  isLoggedIn: Accessor<boolean>;
  logIn: (token: string) => void;
  logOut: () => void;
};

/**
 * The token of this app, kept in localStorage under `key`; every tab follows. `onChange` runs after each log-in and
 * log-out, in the tab where it happened and in the others: there the socket is made anew.
 */
export function createAuthSession(key: string, onChange: () => void): AuthSession {
  const [token, setToken] = createSignal<string | null>(read(key));

  const put = (next: string | null) => {
    if (next === token()) return;
    setToken(next);
    onChange();
  };

  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) put(read(key));
  };
  window.addEventListener("storage", onStorage);
  onCleanup(() => window.removeEventListener("storage", onStorage));

  return {
    token,
    isLoggedIn: () => token() !== null,
    logIn: (next) => {
      write(key, next);
      put(next);
    },
    logOut: () => {
      write(key, null);
      put(null);
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, token: string | null) {
  try {
    if (token === null) localStorage.removeItem(key);
    else localStorage.setItem(key, token);
  } catch {
    // Storage is blocked: the token lasts for this page view.
  }
}
