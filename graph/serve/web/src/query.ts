import { Answers, entityLink, Example, get, link, name, read } from "./api";
import { field, h, id, plural, say } from "./dom";
import { drawable, Link, Network } from "./network";

/** queryView is an editor for Gizmo with its answers. */
export async function queryView(main: HTMLElement, _: string, parameters: URLSearchParams, closed: (f: () => void) => void): Promise<void> {
  const examples = await get<Example[]>("/api/examples");
  const editor = h("textarea", { class: "code", spellcheck: "false", rows: "8", "aria-describedby": "query-help" });
  editor.value = parameters.get("q") ?? 'g.V("<ent:ILO>").out("<rel:requested>").all()';
  const results = h("section", { "aria-label": "Results" });
  const run = async () => {
    const link_ = link("query", { q: editor.value });
    if (location.hash !== link_) history.replaceState(null, "", link_);
    results.replaceChildren(h("p", {}, "Running …"));
    try {
      const response = await fetch("/api/query?limit=1000", { method: "POST", body: editor.value, headers: { "Content-Type": "text/plain" } });
      show(results, await read<Answers>(response), closed);
    } catch (e) {
      const text = e instanceof Error ? e.message : String(e);
      results.replaceChildren(h("p", { class: "bad" }, text));
      say(text);
    }
  };
  const choose = h("select", { onchange: () => { const ex = examples[Number(choose.value)]; if (ex) editor.value = ex.text; } },
    h("option", { value: "" }, "choose …"), ...examples.map((e, i) => h("option", { value: String(i) }, e.about || e.name)));
  main.replaceChildren(h("h1", {}, "Query"),
    h("div", { class: "row" }, field("Example queries", choose)),
    field("Gizmo", editor), completion(editor, () => void run()),
    h("p", { id: "query-help", class: "soft" }, "Ctrl+Enter runs the query, Ctrl+Space completes a word."),
    h("button", { type: "button", class: "main", onclick: () => void run() }, "Run"),
    results);
  if (parameters.get("q")) await run();
}

/** completion offers words below the editor, and watches its keys. */
function completion(editor: HTMLTextAreaElement, run: () => void): HTMLElement {
  const list = h("ul", { class: "popup code", role: "listbox", id: id("words"), "aria-label": "Completions", hidden: true });
  let words: string[] = [];
  let head = "";
  let chosen = 0;
  const close = () => { list.hidden = true; editor.removeAttribute("aria-activedescendant"); };
  const mark = (i: number) => {
    chosen = (i + words.length) % words.length;
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === chosen)));
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    say(words[chosen] ?? "");
  };
  const take = (i: number) => {
    const tail = editor.value.slice(editor.selectionStart);
    const text = head + (words[i] ?? "");
    editor.value = text + tail;
    editor.setSelectionRange(text.length, text.length);
    close();
    editor.focus();
  };
  const fill = () => {
    list.replaceChildren(...words.map((w, i) => h("li", { role: "option", "aria-selected": "false", onmousedown: (e) => { e.preventDefault(); take(i); } }, w)));
    list.hidden = !words.length;
    if (words.length) mark(0);
  };
  const ask = async (asked: boolean) => {
    const before = editor.value.slice(0, editor.selectionStart);
    // What was found for a shorter word must not be taken for this one.
    words = before.startsWith(head) ? words.filter((w) => w !== before.slice(head.length) && w.startsWith(before.slice(head.length))) : [];
    if (!list.hidden) fill();
    if (!asked && !/[<.:\w]$/.test(before)) return close();
    const found = await get<{ head: string; words: string[] }>("/api/complete", { text: before }).catch(() => ({ head: "", words: [] }));
    if (before !== editor.value.slice(0, editor.selectionStart)) return;
    const word = before.slice(found.head.length);
    words = asked || word.length > 0 || before.endsWith(".") ? found.words.filter((w) => w !== word).slice(0, 20) : [];
    head = found.head;
    fill();
  };
  editor.addEventListener("input", () => void ask(false));
  editor.addEventListener("blur", close);
  editor.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); close(); return run(); }
    if (e.key === " " && e.ctrlKey) { e.preventDefault(); return void ask(true); }
    if (list.hidden) return;
    if (e.key === "Escape") close();
    else if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); mark(chosen + (e.key === "ArrowDown" ? 1 : -1)); }
    else if (e.key === "Enter" || e.key === "Tab") { e.preventDefault(); take(chosen); }
  });
  return h("div", { class: "completing" }, list);
}

/** show lays the answers out as tabs (WAI-ARIA: arrows move between them). */
function show(results: HTMLElement, answers: Answers, closed: (f: () => void) => void): void {
  const panel = h("div", { role: "tabpanel", tabindex: "0", id: id("panel"), "aria-label": "Answers" });
  let network: Network | undefined;
  const views: [string, () => void][] = [
    ["Table", () => panel.replaceChildren(table(answers.rows))],
    ["Graph", () => {
      const links = linksOf(answers.rows);
      const box = h("div", { class: "canvas", "aria-hidden": "true" });
      panel.replaceChildren(links.length && drawable() ? box : h("p", {}, links.length ? "This browser cannot draw with WebGL." : "Save two nodes of a row under names (tag, save) to see how they are connected."));
      if (!links.length || !drawable()) return;
      network = new Network(box, (node) => ({ label: name(node), kind: "" }), (node) => { location.hash = entityLink(node); });
      network.show(links);
    }],
    ["JSON", () => panel.replaceChildren(h("pre", { class: "code" }, JSON.stringify(answers.rows, null, 2)))],
  ];
  closed(() => network?.close());
  const tabs = views.map(([text], i) => h("button", { type: "button", role: "tab", "aria-controls": panel.id, onclick: () => open(i) }, text));
  const open = (i: number) => {
    network?.close();
    network = undefined;
    tabs.forEach((t, n) => { t.setAttribute("aria-selected", String(n === i)); t.tabIndex = n === i ? 0 : -1; });
    views[i]![1]();
  };
  const bar = h("div", { class: "row", role: "tablist", "aria-label": "Form of the answers", onkeydown: (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[(e as KeyboardEvent).key];
    if (!step) return;
    const next = (tabs.findIndex((t) => t === document.activeElement) + step + tabs.length) % tabs.length;
    open(next);
    tabs[next]!.focus();
  } }, ...tabs);
  const count = plural(answers.rows.length, "answer") + (answers.truncated ? ", there are more" : "");
  results.replaceChildren(h("h2", {}, count), bar, panel);
  open(0);
  say(count);
}

type Row = Record<string, unknown>;
const record = (row: unknown): Row => (row && typeof row === "object" ? (row as Row) : { value: row });
const isEntity = (v: unknown): v is string => typeof v === "string" && v.startsWith("ent:");

function table(rows: unknown[]): HTMLElement {
  if (!rows.length) return h("p", {}, "No answers.");
  const columns = [...new Set(rows.flatMap((r) => Object.keys(record(r))))];
  const cell = (v: unknown) => h("td", {}, isEntity(v) ? h("a", { href: entityLink(v) }, name(v)) : v === undefined ? "" : typeof v === "object" ? JSON.stringify(v) : String(v));
  return h("div", { class: "scroll" }, h("table", {},
    h("thead", {}, h("tr", {}, ...columns.map((c) => h("th", { scope: "col" }, c)))),
    h("tbody", {}, ...rows.map((r) => h("tr", {}, ...columns.map((c) => cell(record(r)[c])))))));
}

/** linksOf connects the node of each row with the others that it names. */
function linksOf(rows: unknown[]): Link[] {
  const links = new Map<string, Link>();
  for (const row of rows.map(record)) {
    const nodes = Object.entries(row).filter((e): e is [string, string] => isEntity(e[1]));
    const [first, ...others] = nodes;
    for (const [label, node] of others) {
      if (first && node !== first[1]) links.set([first[1], label, node].join("\n"), { from: first[1], to: node, label, said: false, negative: false });
    }
  }
  return [...links.values()];
}
