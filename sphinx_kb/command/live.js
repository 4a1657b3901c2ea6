// In `kb live` alone: loads the page anew after each build.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const builds = new EventSource(`/_kb/changes${new URL(script.src).search}`);
  builds.addEventListener("message", () => {
    builds.close();
    location.reload();
  });
})();
