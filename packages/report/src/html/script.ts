/** The page's only script: theme, filter, sort, open all, print. The page is complete without it. */
export const SCRIPT: string = `(() => {
const d = document, root = d.documentElement, one = (s) => d.querySelector(s), all = (s, r = d) => [...r.querySelectorAll(s)];
root.classList.add("js");
const sections = all("details.s");
const theme = one("#t"), key = "relent-theme";
const paint = (scheme) => { root.style.colorScheme = scheme; };
try { const saved = localStorage.getItem(key); if (saved) paint(saved); } catch {}
theme.onclick = () => {
  const scheme = getComputedStyle(root).colorScheme;
  const dark = scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  paint(dark ? "light" : "dark");
  try { localStorage.setItem(key, dark ? "light" : "dark"); } catch {}
};
const show = () => { const at = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1))); if (at && at.matches("details")) { at.open = true; at.scrollIntoView(); } };
addEventListener("hashchange", show); show();
let before;
addEventListener("beforeprint", () => { before = all("details:not([open])"); for (const one of before) one.open = true; });
addEventListener("afterprint", () => { for (const one of before || []) one.open = false; });
const table = one("#overview table");
if (!table) return;
const body = table.tBodies[0], rows = [...body.rows], q = one("#q"), w = one("#w"), x = one("#x");
const byAnchor = new Map(sections.map((s) => ["#" + s.id, s]));
const filter = () => {
  const text = q.value.toLowerCase();
  for (const row of rows) {
    const link = row.querySelector("a"), section = link && byAnchor.get(link.getAttribute("href"));
    const v = row.querySelector(".v");
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(text) || (w.value !== "" && (!v || v.textContent !== w.value));
    if (section) section.hidden = row.hidden;
  }
};
q.oninput = w.onchange = filter;
x.onclick = () => { const open = x.dataset.open !== "1"; for (const s of sections) s.open = open; x.dataset.open = open ? "1" : ""; x.textContent = open ? "Close all" : "Open all"; };
[...table.tHead.rows[0].cells].forEach((th, i) => {
  if (th.classList.contains("bar")) return;
  const button = d.createElement("button");
  button.type = "button"; button.append(...th.childNodes); th.append(button);
  button.onclick = () => {
    const cell = (row) => row.cells[i], v = (row) => cell(row).dataset.v;
    const down = th.getAttribute("aria-sort") === "ascending" || (!th.hasAttribute("aria-sort") && rows.some((r) => v(r) !== undefined));
    for (const other of th.parentNode.cells) other.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sign = down ? -1 : 1;
    rows.sort((a, b) => {
      const [p, r] = [v(a), v(b)];
      if (p !== undefined && r !== undefined) return p === r ? 0 : sign * (Number(p) < Number(r) ? -1 : 1);
      if (p !== undefined || r !== undefined) return p === undefined ? 1 : -1;
      return sign * cell(a).textContent.localeCompare(cell(b).textContent);
    });
    body.append(...rows);
  };
});
})();`;
