// The owner has switched the worker off: it forgets what it kept, and takes its leave.
(() => {
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => {
    const mine = `kb ${self.registration.scope} `;
    const forget = async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith(mine));
      await Promise.all(names.map((name) => caches.delete(name)));
      await self.registration.unregister();
    };
    event.waitUntil(forget());
  });
})();
