// Loads the scripts of the calculators when a reader comes near one: half a screen away, with the
// key Tab, by a link with numbers, or where this browser keeps some. Until then, and without a
// network, the worked table stands.

(() => {
  const own = document.currentScript;
  const boxes = document.querySelectorAll(".kb-calc");
  let asked = false;

  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = new URL(own.dataset.script, own.src).href;
    script.addEventListener("error", () => {
      script.remove();
      asked = false; // whoever comes near again asks again
    });
    document.head.append(script);
  }

  const near = new IntersectionObserver(
    (changes) => changes.some((change) => change.isIntersecting) && load(),
    { rootMargin: "50% 0px" },
  );
  const page = location.pathname.split("/").pop();
  const isWanted = ({ id }) =>
    location.hash.startsWith(`#${id}`) || kb.storage.get(`kb-calc ${page} ${id}`);
  const look = () => [...boxes].some(isWanted) && load();
  for (const box of boxes) near.observe(box);
  addEventListener("keydown", ({ key }) => key === "Tab" && load());
  addEventListener("hashchange", look);
  look();
})();
