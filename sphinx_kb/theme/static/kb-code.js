// Copy buttons on code: loaded where there is some.
(() => {
  /** @type {NodeListOf<HTMLElement>} */
  const blocks = document.querySelectorAll("div.highlight > pre");

  // What one would paste: no line numbers, and of a session no prompts and no output
  /** @type {(block: HTMLElement) => string} */
  function codeOf(block) {
    const copy = /** @type {HTMLElement} */ (block.cloneNode(true));
    const session = copy.querySelector(".gp");
    for (const node of copy.querySelectorAll(session ? ".linenos, .gp, .go, .gt" : ".linenos")) {
      node.remove();
    }
    const lines = copy.textContent.trimEnd().split("\n");
    return (session ? lines.filter((line) => line.trim()) : lines).join("\n");
  }

  for (const block of blocks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(codeOf(block));
        button.textContent = "Copied";
      } catch {
        // The browser does not allow it: the reader copies what is selected.
        getSelection()?.selectAllChildren(block);
        button.textContent = "Press Ctrl+C";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    block.after(button);
  }
})();
