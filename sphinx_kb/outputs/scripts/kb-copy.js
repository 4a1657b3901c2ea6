// Copies the address of a feed. Without this script it is copied by hand.

(() => {
  for (const button of document.querySelectorAll("[data-kb-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentNode.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        // The browser does not allow it: the reader copies what is selected.
        getSelection()?.selectAllChildren(code);
        button.textContent = "Press Ctrl+C";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
  }
})();
