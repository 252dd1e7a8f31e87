import { entityLink, get, link, name, NetworkAnswer, relation } from "./api";
import { field, h, plural, say } from "./dom";
import { drawable, Link, Network } from "./network";

/** How many entities are shown unless more are asked for. */
const standard = 100;

/** State is what the address of the view holds, so that it can be passed on. */
interface State { about: string[]; predicate: string; by: string; since: string; until: string; nodes: string }

function read(p: URLSearchParams): State {
  const of = (key: string) => p.get(key) ?? "";
  return { about: of("about").split(" ").filter(Boolean), predicate: of("predicate"), by: of("by"), since: of("since"), until: of("until"), nodes: of("nodes") };
}

const permalink = (s: State): string => link("graph", { ...s, about: s.about.join(" ") });

/** graphView draws entities and the claims between them. */
export async function graphView(main: HTMLElement, _: string, parameters: URLSearchParams, closed: (f: () => void) => void): Promise<void> {
  const state = read(parameters);
  const { about, predicate, by, since, until } = state;
  const answer = await get<NetworkAnswer>("/api/network", { about, predicate, by, since, until, limit: state.nodes || standard });
  const known = new Map(answer.entities.map((e) => [e.entity, e]));
  const named = (node: string) => known.get(node)?.name || name(node);
  const links = linksOf(answer);
  const box = h("div", { class: "canvas", "aria-hidden": "true" });
  const list = h("section", { class: "list", "aria-label": "Entities shown", tabindex: "0" });
  const go = (change: Partial<State>) => { location.hash = permalink({ ...state, ...change }); };
  const expand = (node: string) => go({ about: [...new Set([...about, node])] });
  const network = drawable() ? new Network(box, (node) => ({ label: named(node), kind: known.get(node)?.type ?? "" }), expand) : undefined;
  closed(() => network?.close());

  const shown = `${plural(answer.entities.length, "entity", "entities")}, ${plural(links.length, "connection")}`;
  const rest = [answer.total > answer.entities.length ? `${answer.total.toLocaleString("en")} entities` : "",
    answer.connections > links.length ? `${answer.connections.toLocaleString("en")} connections between these` : ""].filter(Boolean);
  main.replaceChildren(
    h("h1", {}, about.length ? `Around ${about.map(named).join(", ")}` : "Graph"),
    filters(state, answer, go),
    h("p", { class: "soft" }, shown, rest.length ? `: those of the most claims, out of ${rest.join(" and ")}` : ""),
    h("div", { class: "columns" },
      h("div", {}, network ? box : h("p", {}, "This browser cannot draw with WebGL; the list has the same entities."), exports(network)),
      list));
  network?.show(links, answer.entities.map((e) => e.entity));
  list.replaceChildren(...rows(links, state, expand, named));
  say(shown);
}

function linksOf(answer: NetworkAnswer): Link[] {
  return answer.links.map((l) => ({
    from: answer.entities[l.from]!.entity, to: answer.entities[l.to]!.entity, said: !!l.said, negative: !!l.negative,
    label: (l.negative ? "not: " : "") + relation(l.predicate),
  }));
}

function filters(state: State, answer: NetworkAnswer, go: (change: Partial<State>) => void): HTMLElement {
  const choice = (text: string, key: "predicate" | "by" | "nodes", options: [string, string][]) => {
    const select = h("select", { onchange: () => go({ [key]: select.value }) },
      ...options.map(([value, words]) => h("option", { value, selected: state[key] === value }, words)));
    return field(text, select);
  };
  const day = (text: string, key: "since" | "until") => {
    const input = h("input", { value: state[key], placeholder: "2025-02-14", size: "10", onchange: () => go({ [key]: input.value.trim() }) });
    return field(text, input);
  };
  const named = (values: string[], chosen: string) => [...new Set([...values, chosen])].filter((v) => v && v !== "-")
    .map((v): [string, string] => [v, relation(v)]).sort((a, b) => a[1].localeCompare(b[1]));
  return h("div", { class: "row" },
    choice("Predicate", "predicate", [["", "all"], ...named(answer.predicates, state.predicate)]),
    choice("Speaker", "by", [["", "anybody"], ["-", "the articles themselves"], ...named(answer.speakers, state.by)]),
    day("Published since", "since"), day("until", "until"),
    choice("Entities", "nodes", [["", `${standard}`], ...["300", "1000", "5000"].map((n): [string, string] => [n, n])]));
}

function exports(network?: Network): HTMLElement {
  const save = (blob: Blob | null, file: string) => {
    if (!blob) return;
    const a = h("a", { href: URL.createObjectURL(blob), download: file });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
    say(`${file} saved`);
  };
  return h("div", { class: "row" },
    h("button", { type: "button", onclick: () => void navigator.clipboard?.writeText(location.href).then(() => say("Link copied")) }, "Copy link"),
    network && h("button", { type: "button", onclick: () => void network.png().then((b) => save(b, "sayso.png")) }, "Save PNG"),
    network && h("button", { type: "button", onclick: () => save(network.svg(), "sayso.svg") }, "Save SVG"));
}

/** rows say in words what the picture shows, for keyboards and screen readers. */
function rows(links: Link[], state: State, expand: (node: string) => void, named: (node: string) => string): HTMLElement[] {
  const by = new Map<string, Link[]>();
  for (const l of links) {
    for (const node of [l.from, l.to]) {
      const known = by.get(node);
      if (known) known.push(l);
      else by.set(node, [l]);
    }
  }
  const sorted = [...by].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0])).slice(0, 100);
  return [h("h2", {}, "Entities"), h("ul", { class: "plain" }, ...sorted.map(([node, list]) => h("li", {},
    h("a", { href: entityLink(node) }, named(node)), " ", h("span", { class: "soft" }, plural(list.length, "connection")), " ",
    state.about.includes(node) ? null : h("button", { type: "button", "aria-label": `Expand ${named(node)}`, onclick: () => expand(node) }, "Expand"))))];
}
