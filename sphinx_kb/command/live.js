// In `kb live` alone: loads the page anew once it is another than the one that is shown.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = new URL(script.src).search;
  const changes = new EventSource(`/_kb/changes${shown}&${encodeURIComponent(location.pathname)}`);
  changes.addEventListener("message", () => {
    changes.close();
    location.reload();
  });
})();
