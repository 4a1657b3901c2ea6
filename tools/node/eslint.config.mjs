// The rules by which the scripts are checked: eslint's recommended set, and some more.

import js from "@eslint/js";
import globals from "globals";

const RULES = {
  ...js.configs.recommended.rules,
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "no-redeclare": ["error", { builtinGlobals: true }],
  "no-shadow": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
};

const ENGINES = [
  "Amounts", "Bought", "Calculators", "Clocks", "Curve", "Dates", "Flaws", "Forms", "Inputs", "Insurance", "Losses", "Money",
  "Ranges", "Register", "Save", "Show", "Staffing",
]; // prettier-ignore

export default [
  {
    // A page that is opened from a disk loads no modules: these are plain scripts.
    files: ["sphinx_kb/theme/static/*.js", "sphinx_kb/command/*.js", "_static/*.js"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "script",
      globals: { ...globals.browser, Stemmer: "readonly", stopwords: "readonly" },
    },
    rules: {
      ...RULES,
      "no-implicit-globals": ["error", { lexicalBindings: true }],
    },
  },
  {
    // What they share by intent (tools/node/kb.d.ts): window.kb and window.kbSearch.
    files: ["sphinx_kb/theme/static/*.js"],
    ignores: ["sphinx_kb/theme/static/kb-redirect.js"],
    languageOptions: { globals: { kb: "readonly", kbSearch: "readonly" } },
  },
  {
    // The decision tools: each engine is one name that the scripts after it use.
    files: [
      "sphinx_kb/decisions/scripts/*.js",
      "sphinx_kb/checklists/scripts/*.js",
      "sphinx_kb/incidents/scripts/*.js",
      "sphinx_kb/outputs/scripts/*.js",
      "sphinx_kb/pages/forms/scripts/*.js",
      "sphinx_kb/offline/scripts/kb-*.js",
    ],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "script",
      globals: {
        ...globals.browser,
        kb: "readonly",
        ...Object.fromEntries(ENGINES.map((name) => [`KB${name}`, "readonly"])),
      },
    },
    rules: {
      ...RULES,
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^KB" }],
    },
  },
  {
    // What runs beside the pages, without a window; the build gives it KB.
    files: ["sphinx_kb/offline/scripts/worker*.js"],
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "script",
      globals: { ...globals.serviceworker, KB: "readonly" },
    },
    rules: RULES,
  },
  {
    files: ["tools/node/*.mjs", "tests/**/*.mjs"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.node },
    rules: RULES,
  },
];
