// What the scripts of sphinx_kb/theme/static share, and the data that a build writes for them.
// It is read by `tsc` alone; nothing of it is published.

// -- On every page: kb-start.js ----------------------------------------------------------------

interface Kb {
  storage: {
    /** What was set under a key, or null: nothing was, or storage is closed. */
    get(key: string): unknown;
    /** Remember a value that JSON can hold; forget what there is, with null. */
    set(key: string, value: unknown): void;
  };
  /** A page by its address, whatever its host does to that. */
  pageOf(address: { pathname: string }): string;
  /** A text as it is compared: NFKC and case folding, as sphinx_kb/search/folding.py has it. */
  fold(text: string): string;
  /** Copy an article or a table (kb-copy.js) */
  copy?(button: HTMLElement): Promise<void>;
  /** Address -> title, standfirst, level: sphinx_kb/outputs/previews.py */
  previews?: Record<string, string[]>;
}

// -- The reading path that goes along: kb-path.js ------------------------------------------------

interface KbPath {
  name: string;
  href: string;
  steps: { page?: string; title: string; href: string }[];
}

// -- What a build writes for the search: sphinx_kb/search/script_data.py ------------------------

/** [kind, name, address, how it is written] */
type KbNamedPage = [string, string, string, string[]];
/** [docname, address, title, description, day, other names, terms, day of the next review] */
type KbCardRow = [string, string, string, string, string, string, string, string];
type KbFacet = "topic" | "author" | "year" | "level" | "tag";
/** A value as it stands in an address, and as a reader sees it */
type KbFacetValue = [string, string];

interface KbVocabulary {
  groups: string[][];
  names: KbNamedPage[];
  /** What is offered before anything is typed: [name, address] */
  tasks?: [string, string][];
  /** "one:13 another:12": words that are in many articles, and in how many */
  common?: string;
  /** "data|base": words of the articles that are two of their words */
  compounds?: string;
  articles?: number;
}

interface KbFacets {
  values: Record<KbFacet, KbFacetValue[]>;
  /** The engine's name of each article, and for each facet the places of its values */
  articles: [string, ...number[][]][];
}

// -- The search: kb-search*.js -------------------------------------------------------------------

/** What a list shows of an article */
interface KbResult {
  title: string;
  url: string;
  description?: string;
  date?: string;
  topic?: string;
  author?: string;
  tags?: string;
  aliases?: string;
  controls?: string;
  /** The names of the terms that its author links to */
  terms?: string;
  /** When it is to be reviewed again */
  due?: string;
  /** Where it is opened: at the section that says most of what was asked, or at its top */
  href?: string;
  /** Its text, and where its sections begin, in words */
  content?: string;
  sections?: { at: number }[];
  /** Its headings, in one text */
  titles?: string;
  /** A part of its text, with <mark> around what was found */
  excerpt?: string;
  headings: { title: string; url: string; isBest?: boolean }[];
}

interface KbOwnHeading {
  title: string;
  anchor: string;
  stems: string[];
}

/** An article as the list of cards has it; the fallback adds what it weighs */
interface KbCard extends KbResult {
  docname: string;
  title: string;
  description: string;
  date: string;
  aliases: string;
  terms: string;
  due: string;
  topic: string;
  author: string;
  tags: string;
  own?: KbOwnHeading[];
  weights?: Map<string, number>;
}

interface KbHit {
  id: string;
  score: number;
  card?: KbCard;
  /** Pagefind's: read the article */
  data?: () => Promise<any>;
  result?: KbResult;
}

type KbListed = KbHit & { card: KbCard };

interface KbEngine {
  name: "pagefind" | "sphinx";
  search(text: string): Promise<KbHit[]>;
  all(): Promise<KbHit[]>;
  has(word: string): Promise<boolean>;
  show(hit: KbHit, words: string[]): Promise<KbResult>;
}

/** A query with another name in place of its own: its words, and the name in it */
interface KbVariant {
  words: string[];
  name: string[];
  /** It is the same name, written apart or together */
  isSame?: boolean;
}

/** What is known of an article that is ranked: its facts and its text, as stems */
interface KbRead {
  fields: { sequence: string; held: Set<string>; weight: number }[];
  places: Map<string, number[]>;
  ends: number[];
}

/** What is found by its name: a term, a template, a tool, a page */
interface KbEntry {
  row: number;
  kind: string;
  badge: string;
  name: string;
  url: string;
  answer?: string;
}

interface KbEntries {
  /** Those that are meant, and those that have all words among others */
  pages: KbEntry[];
  further: KbEntry[];
}

interface KbQueryAnswer {
  query: string;
  /** The query as it was mended */
  used: string;
  words: string[];
  /** How far each word stood behind the one before it */
  gaps: number[];
  /** The words, with those that no article has: a page of the site may be named by them */
  named: string[];
  others: KbVariant[];
  /** The other names of each word */
  names: KbVariant[][];
  dropped: string[];
  /** How many of the hits have only some of the words */
  relaxed: number;
  hits: KbHit[];
  engine: string;
}

interface KbAnswer extends KbQueryAnswer, KbEntries {
  kept: KbHit[];
  results: KbResult[];
}

interface KbAskOptions {
  literal?: boolean;
  count?: number;
  from?: number;
  keep?: (hit: KbHit) => boolean;
}

/** What stands over and under the list of a search field */
interface KbAroundList {
  text?: string;
  before?: Node[];
  after?: Node[];
}

type KbChildren = (Node | string | null | undefined)[];
type KbSummarized = Pick<KbAnswer, "query" | "used" | "hits" | "kept" | "relaxed">;

/** The values that are chosen of each facet on the results page */
type KbChosen = Record<KbFacet, Set<string>>;

/** What the address of the results page says */
interface KbState {
  text: string;
  literal: boolean;
  chosen: KbChosen;
}

interface KbSearch {
  // kb-search.js
  root: URL;
  load(path: string): Promise<unknown>;
  tokens(text: string): string[];
  unspaced: RegExp;
  element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes?: Record<string, string | null | undefined>,
    ...children: KbChildren
  ): HTMLElementTagNameMap[Name];
  recent(): string[];
  remember(text: string): void;
  /** Whether searches are remembered: only if the reader asked for it */
  isKept(): boolean;
  keep(isWanted: boolean): void;
  /** Common tasks and recent searches, as groups of links, and what stands under them */
  start(
    link: (name: string, href: string, text: string) => HTMLElement,
    again: () => void,
  ): Promise<{ groups: HTMLElement[]; after: HTMLElement[] }>;
  /** Where the results of a search stand */
  address(text: string): string;
  badge(text: string): HTMLElement;
  inOrder(
    answer: Pick<KbAnswer, "pages" | "further" | "results">,
    drawEntry: (entry: KbEntry) => HTMLElement,
    drawArticle: (result: KbResult) => HTMLElement,
  ): HTMLElement[];
  carry(url: string, words: string[]): void;
  marked(answer: Pick<KbAnswer, "words" | "others">): string[];
  isFound(text: string, words: string[]): boolean;
  excerpt(result: KbResult, words: string[]): (Node | string)[];
  facts(result: KbResult): (Node | string)[];
  summary(answer: KbSummarized): string;
  notes(answer: Pick<KbAnswer, "query" | "used" | "dropped">, again: () => void): HTMLElement[];
  advice(): HTMLElement;
  failure(): HTMLElement;
  parts(): Promise<unknown>;
  // kb-search-engines.js
  pagefind(limit: number): Promise<KbEngine>;
  sphinx(): Promise<KbEngine>;
  RANKING: object;
  // kb-search-query.js
  ready(): Promise<KbEngine>;
  ask(text: string, options?: KbAskOptions): Promise<KbAnswer>;
  contentWords(words: string[]): string[];
  distance(one: string, other: string, most: number): number;
  readLexicon(): Promise<unknown>;
  // kb-search-rank.js
  stem(word: string): string;
  stems(text: string): string[];
  /** How much a word says: more, the fewer articles have it */
  rarity(word: string): number;
  ranked(hits: KbHit[], answer: KbQueryAnswer, engine: KbEngine): Promise<KbHit[]>;
  isOverdue(result: KbResult, now?: Date): boolean;
  isTitled(result: KbResult, words: string[]): boolean;
  // kb-search-entries.js
  entries(words: string[]): Promise<KbEntries>;
  // kb-search-list.js
  attach(field: HTMLInputElement): void;
  // the data
  vocabulary: KbVocabulary;
  /** "one:3 another:12": each word, and in how many articles it is */
  lexicon: string;
  /** The answers of names, by their places in the vocabulary */
  answers?: Record<number, string>;
  facets: KbFacets;
  cards: KbCardRow[];
  /** For each word with a digit, the places of the articles that have it */
  codes: Record<string, number[]>;
}

// -- Sphinx's own index, on a disk: searchindex.js, language_data.js -----------------------------

interface SphinxIndex {
  docnames: string[];
  terms: Record<string, number | number[]>;
  titleterms: Record<string, number | number[]>;
  alltitles: Record<string, [number, string | null][]>;
}

declare class Stemmer {
  stemWord(word: string): string;
}
declare var stopwords: Set<string>;
declare var Search: { setIndex(index: SphinxIndex): void };
declare var kb: Kb;
declare var kbSearch: KbSearch;
