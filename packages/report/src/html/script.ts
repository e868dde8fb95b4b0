/** The page's only script: theme, filter, sort, open all, print, arrow keys in coloured texts. The page is complete without it. */
export const SCRIPT: string = `(() => {
const d = document, root = d.documentElement, one = (s) => d.querySelector(s), all = (s) => [...d.querySelectorAll(s)];
root.classList.add("js");
const key = "relent-theme", paint = (scheme) => { root.style.colorScheme = scheme; };
try { paint(localStorage.getItem(key) || ""); } catch {}
one("#t").onclick = () => {
  const now = getComputedStyle(root).colorScheme;
  const next = now === "dark" || (now !== "light" && matchMedia("(prefers-color-scheme: dark)").matches) ? "light" : "dark";
  paint(next);
  try { localStorage.setItem(key, next); } catch {}
};
const show = () => {
  const at = d.getElementById(location.hash.slice(1));
  if (at && at.matches("details")) { at.open = true; at.scrollIntoView(); }
};
addEventListener("hashchange", show);
show();
let shut = [];
addEventListener("beforeprint", () => { shut = all("details:not([open])"); for (const s of shut) s.open = true; });
addEventListener("afterprint", () => { for (const s of shut) s.open = false; });
for (const t of all(".text")) {
  const p = [...t.children].filter((c) => c.children[0]), stop = (c) => p.forEach((o) => o.tabIndex = -(o !== c));
  stop(p[0]);
  t.addEventListener("focusin", (e) => stop(e.target));
  t.onkeydown = (e) => {
    const to = { ArrowRight: 1, ArrowDown: 2, ArrowLeft: -1, ArrowUp: -2 }[e.key], i = p.indexOf(e.target);
    const next = (to > 0 ? p.slice(i + 1) : p.slice(0, i).reverse()).find((c) => to % 2 || c.matches(".m"));
    if (to && next) e.preventDefault(), next.focus();
  };
}
const table = one("#overview table");
if (!table) return;
const body = table.tBodies[0], rows = [...body.rows], q = one("#q"), w = one("#w"), x = one("#x"), sections = all(".s");
const sectionOf = (row) => { const a = row.querySelector("a"); return a && one(a.getAttribute("href")); };
const verdictOf = (row) => row.querySelector(".v")?.textContent;
q.oninput = w.onchange = () => {
  for (const row of rows) {
    const hide = !row.cells[0].textContent.toLowerCase().includes(q.value.toLowerCase()) || (w.value && verdictOf(row) !== w.value);
    const section = sectionOf(row);
    row.hidden = hide;
    if (section) section.hidden = hide;
  }
};
let open = false;
x.onclick = () => {
  open = !open;
  for (const s of sections) s.open = open;
  x.textContent = open ? "Close all" : "Open all";
};
[...table.tHead.rows[0].cells].forEach((th, i) => {
  if (th.matches(".bar")) return;
  const button = d.createElement("button");
  button.append(...th.childNodes);
  th.append(button);
  button.onclick = () => {
    const v = (row) => row.cells[i].dataset.v, text = (row) => row.cells[i].textContent;
    const was = th.ariaSort, sign = was === "ascending" || (!was && rows.some(v)) ? -1 : 1;
    for (const other of th.parentNode.cells) other.ariaSort = null;
    th.ariaSort = sign < 0 ? "descending" : "ascending";
    rows.sort((a, b) => v(a) && v(b) ? sign * (v(a) - v(b) || 0) : v(a) ? -1 : v(b) ? 1 : sign * text(a).localeCompare(text(b)));
    body.append(...rows);
  };
});
})();`;
