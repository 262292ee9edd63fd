// What lies on this telephone: sealed texts in IndexedDB, and the keys that open them, which no script can take out (D19).
const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("palier-round", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.result.createObjectStore("keys", { keyPath: "id" });
    asked.result.createObjectStore("lists", { keyPath: "id" });
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function within(store, mode, act) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const change = database.transaction(store, mode, { durability: "strict" });
    const answer = act(change.objectStore(store));
    change.oncomplete = () => resolve(answer.result);
    change.onabort = change.onerror = () => reject(change.error);
  });
}

export const all = (store) => within(store, "readonly", (rows) => rows.getAll());
export const put = (store, row) => within(store, "readwrite", (rows) => rows.put(row));
export const drop = (store, id) => within(store, "readwrite", (rows) => rows.delete(id));

export async function keepKey({ key, ends, id }) {
  const bytes = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0));
  const sealer = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  await put("keys", { id, key: sealer, ends });
}

// The key that ends last. None: nothing may be kept on this telephone.
export async function lastKey() {
  const keys = await all("keys");
  return keys.sort((one, two) => (one.ends < two.ends ? 1 : -1))[0];
}

export async function seal(key, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { keyId: key.id, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key.key, text) };
}

export async function unseal({ keyId, iv, sealed }) {
  const key = (await all("keys")).find((one) => one.id === keyId);
  if (!key) return null;
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key.key, sealed);
  return JSON.parse(new TextDecoder().decode(text));
}

// With the key that sealed it before: of the same person and day.
export async function sealAgain({ keyId }, value) {
  return seal((await all("keys")).find((one) => one.id === keyId), value);
}

// At the end of its time a key goes, and with it all that it sealed. True: something was cleared.
export async function clearEnded(now = new Date()) {
  const ended = (await all("keys")).filter((key) => new Date(key.ends) < now).map((key) => key.id);
  for (const store of ["drafts", "lists"])
    for (const row of await all(store)) if (ended.includes(row.keyId)) await drop(store, row.id);
  for (const id of ended) await drop("keys", id);
  return ended.length > 0;
}
