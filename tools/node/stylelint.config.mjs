// The rules by which the style sheets are checked: stylelint's standard set. Each exception has
// its reason.

const STEPS = ["0.25", "0.4", "0.5", "0.6", "0.75", "1", "1.25", "1.5", "2"]; // --kb-space-1 ...
const STEP = `/(?<![-.\\d])(${STEPS.join("|").replaceAll(".", "\\.")})rem\\b/`;

export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // Sections are in the order of the page, not of weight; what must win says so in its selector.
    "no-descending-specificity": null,
    // Ranges (width >= 960px) are younger than some browsers that are still in use.
    "media-feature-range-notation": "prefix",
    // The theme's own classes have two underscores: bd-container__inner.
    "selector-class-pattern": "^[a-z][a-z\\d]*(__?[a-z\\d]+|-[a-z\\d]+)*$",
    // Fonts are written as they are called.
    "value-keyword-case": ["lower", { ignoreProperties: ["font-family", "/^--/"] }],
    // A step of the scale of spaces is written by its name: --kb-space-1 to --kb-space-9.
    "declaration-property-value-disallowed-list": {
      "/^(margin|padding|gap|inset|scroll-margin)/": [STEP],
    },
  },
  overrides: [
    {
      // The e-book has a short sheet of its own, without the site's variables.
      files: ["../../sphinx_kb/theme/templates/epub/*.css"],
      rules: {
        "declaration-block-single-line-max-declarations": null,
        "declaration-property-value-disallowed-list": null,
      },
    },
  ],
};
