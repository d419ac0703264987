// Searches what search-index.js holds. Nothing that it holds is ever read as HTML.
"use strict";

// --- words: one form for those that mean the same
const SHOWN = 8; // of a kind, before the rest is asked for
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g; // Arabic, Persian, Devanagari
const MARKS = /[\u0300-\u036f\u064b-\u065f]/g; // accents, Arabic vowels
const GROUPED = /(?<![\d.,])\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?![\d]|[.,]\d)/g; // 1,500 1 500
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;
const NUMBER = /^\d+$/;

function plain(text) {
  return text.normalize("NFKD").replace(MARKS, "").toLowerCase()
    .replace(DIGITS, value)
    .replace(GROUPED, (number) => number.replace(/\D/g, ""));
}
function value(digit) {
  const code = digit.charCodeAt(0);
  return String(code - (code < 0x06f0 ? 0x0660 : code < 0x0966 ? 0x06f0 : 0x0966));
}
function tokens(text) {
  return [...plain(text).matchAll(WORD)].flatMap(([word]) => pieces(word));
}
// A script without spaces is cut into pairs of letters that overlap.
function pieces(word) {
  const found = [];
  let end = 0;
  for (const run of word.matchAll(UNSPACED)) {
    if (run.index > end) found.push(word.slice(end, run.index));
    const letters = [...run[0]];
    if (letters.length === 1) found.push(letters[0]);
    for (let n = 1; n < letters.length; n += 1) found.push(letters[n - 1] + letters[n]);
    end = run.index + run[0].length;
  }
  if (end < word.length) found.push(word.slice(end));
  return found;
}

// --- entries: what is found, where it stands, and what is said of it
const index = window.MUSTER_INDEX;
const source = (n) => index.sources[n][1];
const population = (n) => index.populations[n];
const at = (kind, slug) => index.places[kind].replace("ID", () => slug);
const documentAt = (n, own) => at("document", index.documents[n][0]) + (own ? "#" + own : "");
const names = (n) => population(n)[1] + " " + population(n)[2];
const dated = (published) => (published && !/\.\.$/.test(published) ? ", " + published : "");
const KINDS = [ // heading, entries with: at, title, lang, about; searched beside these: more
  ["Countries and groups", index.populations.map(([where, name, others]) => (
    { at: where, title: name, about: others }))],
  ["Figures", index.claims.map(([doc, own, says, lang, who, whom, counts, ...numbers]) => (
    { at: documentAt(doc, own), title: "“" + says + "”", lang, about: source(who) + ": " + counts,
      more: names(whom) + " " + source(index.documents[doc][2]), numbers: numbers.join(" ") }))],
  ["Contradictions", index.conflicts.map(([slug, statement]) => (
    { at: at("conflict", slug), title: statement }))],
  ["Sources", index.sources.filter(([slug]) => slug).map(([slug, name]) => (
    { at: at("source", slug), title: name }))],
  ["Documents", index.documents.map(([, title, by, published], n) => (
    { at: documentAt(n), title, about: source(by) + dated(published) }))],
  ["Demands", index.demands.map(([doc, own, by, whom, demand, day, note]) => (
    { at: documentAt(doc, "demand." + own), title: source(by) + ": " + demand,
      about: population(whom)[1] + (day ? ", " + day : "") + (note ? ". " + note : ""),
      more: names(whom) }))],
  ["Events", index.events.map(([doc, own, what, instrument, day]) => (
    { at: documentAt(doc, "event." + own), title: what,
      about: [instrument, day].filter(Boolean).join(", ") }))],
  ["Methods", index.rules.map(([name, what]) => ({ at: at("rule", ""), title: name, about: what }))],
];
const entries = [];
for (const [kind, own] of KINDS) {
  for (const entry of own) entries.push({ more: "", about: "", numbers: "", ...entry, kind, id: entries.length });
}
const search = new MiniSearch({
  fields: ["title", "about", "more", "numbers"],
  tokenize: tokens,
  processTerm: (term) => term,
});
search.addAll(entries);

const spelled = (term) => !/\d/.test(term); // a number is itself, and no other that looks like it
const OPTIONS = {
  boost: { title: 3, numbers: 3 },
  prefix: spelled,
  fuzzy: (term) => (spelled(term) && term.length > 3 ? 0.2 : false),
};
// All words where that finds something, else any of them.
function find(asked) {
  const found = search.search(asked, { ...OPTIONS, combineWith: "AND" });
  return found.length ? found : search.search(asked, { ...OPTIONS, combineWith: "OR" });
}

// --- what is shown
const form = document.getElementById("search");
const input = document.getElementById("q");
const count = document.getElementById("count");
const place = document.getElementById("found");
const lists = document.getElementById("lists"); // what there is, until something is asked

function made(tag, ...children) {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
// The text with what was looked for marked: words, numbers however they are grouped, pairs.
const PARTS = /\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+|[\p{L}\p{M}\p{N}]+/gu;
function marked(text, terms) {
  const parts = [];
  let end = 0;
  for (const part of text.matchAll(PARTS)) {
    const own = tokens(part[0]);
    if (!own.some((term) => terms.has(term))) continue;
    parts.push(text.slice(end, part.index));
    parts.push(...(own.length > 1 ? pairs(part[0], terms) : [made("mark", part[0])]));
    end = part.index + part[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}
function pairs(word, terms) {
  const letters = [...word];
  const hit = letters.map((letter, n) => terms.has(plain(letter + (letters[n + 1] || "")))
    || (n > 0 && terms.has(plain(letters[n - 1] + letter))));
  return letters.map((letter, n) => (hit[n] ? made("mark", letter) : letter));
}
function item({ id, terms }) {
  const entry = entries[id];
  const known = new Set(terms);
  const link = made("a", ...marked(entry.title, known));
  link.href = entry.at;
  if (entry.lang) link.lang = entry.lang;
  const shown = made("li", link);
  if (entry.about) shown.append(" ", made("span", ...marked(entry.about, known)));
  return shown;
}
function group(kind, hits) {
  const list = made("ul", ...hits.slice(0, SHOWN).map(item));
  const section = made("section", made("h2", kind + " ", made("span", String(hits.length))), list);
  const rest = hits.slice(SHOWN);
  if (rest.length) {
    const more = made("button", "Show " + rest.length + " more");
    more.type = "button";
    more.className = "plain";
    more.addEventListener("click", () => {
      const items = rest.map(item);
      list.append(...items);
      more.remove();
      items[0].querySelector("a").focus();
    });
    section.append(more);
  }
  return section;
}
function show() {
  const asked = input.value.trim();
  lists.hidden = asked !== "";
  remember(asked);
  const hits = tokens(asked).length ? find(asked) : [];
  const sections = KINDS.map(([kind]) => [kind, hits.filter(({ id }) => entries[id].kind === kind)])
    .filter(([, own]) => own.length).map(([kind, own]) => group(kind, own));
  place.replaceChildren(...sections);
  count.textContent = !asked ? "" : hits.length === 0 ? "Nothing found."
    : hits.length.toLocaleString("en") + (hits.length === 1 ? " entry found." : " entries found.");
}
function remember(asked) {
  document.title = (asked ? asked + " · " : "") + "Search · Muster";
  try {
    history.replaceState(null, "", asked ? "?q=" + encodeURIComponent(asked) : location.pathname);
  } catch {
    // some browsers change no address of a file
  }
}

let waiting = 0;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
// Arrows lead from the field through what is found, and back.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...place.querySelectorAll("a")];
  const at = [input, ...links].indexOf(document.activeElement);
  if (!step || at === -1 || !links.length) return;
  event.preventDefault();
  [input, ...links][Math.min(Math.max(at + step, 0), links.length)].focus();
});
form.hidden = false;
document.getElementById("plain").remove();
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) show();
else input.focus();
