// A picture with more to see opens over the whole screen: it is moved by the finger or the wheel,
// made larger by pinching, by two buttons and by a second press, and closed by Esc. Without this
// script its link leads to the picture itself.

(() => {
  const STEPS = 3; // from the width of the screen up
  const dialog = document.createElement("dialog");
  const image = document.createElement("img");
  const box = document.createElement("div");
  dialog.className = "kb-zoom";
  box.className = "kb-zoom-box";
  box.tabIndex = 0;
  box.append(image);

  let step = 0;
  /** @type {(next: number) => void} */
  function show(next) {
    step = Math.min(STEPS, Math.max(0, next));
    const middle = [
      (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
      (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
    ];
    image.className = `kb-zoom-${step}`;
    box.scrollTo(
      middle[0] * box.scrollWidth - box.clientWidth / 2,
      middle[1] * box.scrollHeight - box.clientHeight / 2,
    );
  }

  const bar = document.createElement("div");
  bar.className = "kb-zoom-bar";
  /** @type {[string, string, () => void][]} */
  const BUTTONS = [
    ["Smaller", "−", () => show(step - 1)],
    ["Larger", "+", () => show(step + 1)],
    ["Close", "×", () => dialog.close()],
  ];
  for (const [name, sign, act] of BUTTONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-button";
    button.setAttribute("aria-label", name);
    button.textContent = sign;
    button.addEventListener("click", act);
    bar.append(button);
  }
  dialog.append(bar, box);
  document.body.append(dialog);
  image.addEventListener("dblclick", () => show(step === STEPS ? 0 : step + 1));
  box.addEventListener("click", (event) => event.target === box && dialog.close());

  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest("a.kb-picture"));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = link.querySelector("img");
    image.src = link.href;
    image.alt = shown?.alt ?? "";
    dialog.setAttribute("aria-label", image.alt || "The picture, larger");
    dialog.showModal();
    show(0);
  });
})();
