// Tables that can be put in another order: the heading of a column becomes a button. Without this
// program they stand in the order in which they were written.
"use strict";
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, n) => {
    const cell = row.cells[n];
    return cell.dataset.n === undefined ? cell.textContent.trim() : Number(cell.dataset.n);
  };
  const before = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b));
  heads.forEach((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      // Numbers begin with the greatest, words with the first letter.
      const first = body.rows[0].cells[n].dataset.n === undefined ? "ascending" : "descending";
      const other = first === "ascending" ? "descending" : "ascending";
      const way = head.getAttribute("aria-sort") === first ? other : first;
      for (const one of heads) one.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      const sign = way === "ascending" ? 1 : -1;
      body.append(...[...body.rows].sort((a, b) => sign * before(key(a, n), key(b, n))));
    });
  });
}
