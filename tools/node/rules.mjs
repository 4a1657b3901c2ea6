// The rules by which the HTML of the site is checked: html-validate's recommended set.
// Each exception has its reason.

export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Sphinx's own layout writes <meta ... />, and lines of spaces where a block is empty.
    "void-style": "off",
    "no-trailing-whitespace": "off",
    // The cleaning of a body writes out what HTML lets one omit: download="", checked="".
    "attribute-empty-style": "off",
    "attribute-boolean-style": "off",
    // Sphinx makes the anchor of a term from its name, as in term-CIS-v8.1.
    "valid-id": ["error", { relaxed: true }],
    // How long a title is, is its author's choice; ours come without the site's name where long.
    "long-title": ["error", { maxlength: 120 }],
  },
};
