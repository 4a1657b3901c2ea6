// On Read the Docs: the menu of versions, and what a reader of a pull request's preview must know.
// Its own script makes functions from text, which the policy of the pages forbids; the data that it
// reads is read here instead.

(() => {
  /** @type {(name: string) => string} */
  const told = (name) =>
    document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
  const project = told("readthedocs-project-slug");
  const version = told("readthedocs-version-slug");
  if (!project || !version) return;

  /** @typedef {{ slug: string, type?: string, urls?: { documentation?: string } }} Version */

  /** @type {(address: string | undefined) => boolean} */
  const isSafe = (address) => /^https?:\/\//.test(address ?? "");

  /** @type {(versions: Version[], current: string) => void} */
  function showMenu(versions, current) {
    const place = document.querySelector(".kb-navigation");
    const known = versions.filter((one) => isSafe(one.urls?.documentation));
    if (!place || known.length < 2) return;
    const label = document.createElement("label");
    const menu = document.createElement("select");
    label.className = "kb-versions";
    label.textContent = "Version ";
    for (const one of known) {
      const option = new Option(one.slug, one.urls?.documentation);
      option.selected = one.slug === current;
      menu.append(option);
    }
    if (!known.some((one) => one.slug === current)) {
      menu.prepend(new Option(current, location.href, true, true)); // a preview is none of them
    }
    menu.addEventListener("change", () => location.assign(menu.value));
    label.append(menu);
    place.append(label);
  }

  /** @type {(published: Version | undefined) => void} */
  function showBanner(published) {
    const banner = document.createElement("div");
    banner.className = "kb-announcement kb-preview-banner";
    banner.setAttribute("role", "note");
    banner.textContent = "This is a preview of a pull request, not the published site. ";
    const address = published?.urls?.documentation;
    if (address && isSafe(address)) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = "Read the published site";
      banner.append(link);
    }
    document.querySelector(".bd-container")?.before(banner);
  }

  const asked = new URLSearchParams({
    "api-version": "1",
    "client-version": "1",
    "project-slug": project,
    "version-slug": version,
    url: location.origin + location.pathname,
  });
  fetch(`/_/addons/?${asked}`)
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((data) => {
      /** @type {{ active?: Version[], current?: Version } | undefined} */
      const versions = data?.versions;
      if (!versions) return;
      const active = versions.active ?? [];
      showMenu(active, versions.current?.slug ?? version);
      if (versions.current?.type === "external") {
        showBanner(active.find((one) => one.slug === "latest") ?? active[0]);
      }
    })
    .catch(() => {}); // the page is whole without them
})();
