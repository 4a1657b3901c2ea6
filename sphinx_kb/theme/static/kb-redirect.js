// At an old address: go to where the article is now, and keep what was asked of it.
(() => {
  const target = document.querySelector('link[rel="canonical"]')?.getAttribute("href");
  location.replace(target + location.search + location.hash);
})();
