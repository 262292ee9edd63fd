// Answers for /round/ when there is no network: the empty page and what it is drawn with. No word about anybody is kept here.
const CACHE = "palier-round";
const SHELL = new URL("shell/", self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function kept(path) {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreVary: true });
}

async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(SHELL)) ?? Response.error();
  }
}

async function drawnWith(request, path) {
  return (await kept(path)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(page(event.request));
  else if (pathname.startsWith("/static/")) event.respondWith(drawnWith(event.request, pathname));
});
