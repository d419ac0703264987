// What pages do beyond being read: theme, the window over a number, copying. Without this program
// every number is still a link to its claim.
"use strict";

// --- theme
const theme = document.getElementById("_theme");
const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const name = () => { theme.textContent = dark() ? "Light" : "Dark"; };
theme.hidden = false;
name();
theme.addEventListener("click", () => {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  try { localStorage.setItem("muster-theme", next); } catch { /* it holds for this page */ }
  name();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);

// --- copying
const said = document.createElement("div");
said.className = "unseen";
said.setAttribute("role", "status");
document.body.append(said);

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = button.textContent;
  button.textContent = "Copied";
  said.textContent = "Copied: " + text;
  setTimeout(() => { button.textContent = label; }, 1500);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (button) copy(button.dataset.copy, button);
});

// --- the window over a number
const known = JSON.parse(document.getElementById("_windows").textContent);
const over = document.createElement("aside");
over.className = "over";
over.hidden = true;
over.id = "_over";
over.setAttribute("aria-label", "The claim behind the number");
document.body.append(over);
let shownFor = null;
let closing = 0;

function claimOf(link) {
  if (link.dataset && link.dataset.claim) return link.dataset.claim;
  const href = link.getAttribute("href") || link.getAttribute("xlink:href") || "";
  return byPlace.get(href.replace(/^(\.\.\/)*/, "")) || null;
}
const byPlace = new Map();
for (const [id, claim] of Object.entries(known)) byPlace.set(claim.at, id);

function piece(tag, className, text, lang) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (lang) made.lang = lang;
  return made;
}
function open(link, id) {
  const claim = known[id];
  if (!claim) return;
  close();
  clearTimeout(closing);
  shownFor = link;
  const button = piece("button", "plain", "Copy as a sentence");
  button.type = "button";
  button.dataset.copy = claim.cite;
  over.replaceChildren(
    piece("p", "words", "“" + claim.says + "”", claim.lang),
    piece("p", "counts", claim.who + ": " + claim.counts),
    piece("p", "in", claim.in),
    button,
  );
  over.hidden = false;
  link.setAttribute("aria-describedby", over.id);
  const box = link.getBoundingClientRect();
  const width = over.offsetWidth, height = over.offsetHeight;
  const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - width - 8);
  const below = box.bottom + 6 + height < innerHeight || box.top < height + 6;
  over.style.left = left + scrollX + "px";
  over.style.top = (below ? box.bottom + 6 : box.top - height - 6) + scrollY + "px";
  if (link.closest("svg")) alike(claim.root);
}
function alike(root) {
  for (const link of document.querySelectorAll("svg.chart a")) {
    const id = claimOf(link);
    link.classList.toggle("faint", id !== null && known[id].root !== root);
  }
}
function close() {
  over.hidden = true;
  if (shownFor) shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  for (const link of document.querySelectorAll("svg.chart a.faint")) link.classList.remove("faint");
}
const later = () => { closing = setTimeout(close, 250); };
function watch(event) {
  const link = event.target.closest && event.target.closest("a");
  if (!link) return;
  const id = claimOf(link);
  if (id) open(link, id);
}
document.addEventListener("mouseover", watch);
document.addEventListener("focusin", watch);
document.addEventListener("mouseout", (event) => {
  if (shownFor && !over.contains(event.relatedTarget)) later();
});
over.addEventListener("mouseenter", () => clearTimeout(closing));
over.addEventListener("mouseleave", later);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
document.addEventListener("focusin", (event) => {
  if (shownFor && event.target !== shownFor && !over.contains(event.target)) {
    if (!claimOf(event.target)) close();
  }
});

// --- printing: what is folded away is unfolded
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.open = true;
    folded.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-printed]")) {
    folded.open = false;
    delete folded.dataset.printed;
  }
});
