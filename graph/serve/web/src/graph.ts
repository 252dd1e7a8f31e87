import { Claim, Entity, entityLink, get, link, name, relation, segment, speaker } from "./api";
import { field, h, plural, say } from "./dom";
import { drawable, Link, Network } from "./network";

const perEntity = 500;
const overview = 8000;

/** State is what the address of the view holds, so that it can be passed on. */
interface State { about: string[]; predicate: string; by: string; since: string; until: string }

function read(p: URLSearchParams): State {
  const of = (key: string) => p.get(key) ?? "";
  return { about: of("about").split(" ").filter(Boolean), predicate: of("predicate"), by: of("by"), since: of("since"), until: of("until") };
}

const permalink = (s: State): string => link("graph", { ...s, about: s.about.join(" ") });

/** graphView draws entities and the claims between them. */
export async function graphView(main: HTMLElement, _: string, parameters: URLSearchParams, closed: (f: () => void) => void): Promise<void> {
  const state = read(parameters);
  const claims = await collect(state);
  const visible = claims.filter((c) => matches(c, state));
  const links = linksOf(visible);
  const kinds = await describe([...new Set([...state.about, ...links.flatMap((l) => [l.from, l.to])])]);
  const box = h("div", { class: "canvas", "aria-hidden": "true" });
  const list = h("section", { class: "list", "aria-label": "Entities shown", tabindex: "0" });
  const count = h("p", { class: "soft" });
  const go = (change: Partial<State>) => { location.hash = permalink({ ...state, ...change }); };
  const expand = (node: string) => go({ about: [...new Set([...state.about, node])] });
  const network = drawable() ? new Network(box, (node) => ({ label: kinds.get(node)?.name || name(node), kind: kinds.get(node)?.type ?? "" }), expand) : undefined;
  closed(() => network?.close());

  main.replaceChildren(
    h("h1", {}, state.about.length ? `Around ${state.about.map((a) => kinds.get(a)?.name || name(a)).join(", ")}` : "Graph"),
    filters(state, claims, go), count,
    h("div", { class: "columns" },
      h("div", {}, network ? box : h("p", {}, "This browser cannot draw with WebGL; the list has the same entities."), exports(network)),
      list));
  network?.show(links);
  list.replaceChildren(...rows(links, state, expand, (node) => kinds.get(node)?.name || name(node)));
  const nodes = new Set(links.flatMap((l) => [l.from, l.to])).size;
  count.textContent = `${plural(nodes, "entity", "entities")}, ${plural(links.length, "connection")}`;
  say(count.textContent);
}

/** describe asks for the entities of a small graph one by one, for those of a large one at once. */
async function describe(nodes: string[]): Promise<Map<string, Entity>> {
  const list = nodes.length <= 60
    ? await Promise.all(nodes.map((node) => get<Entity>("/api/entities/" + segment(node)).catch(() => undefined)))
    : await get<Entity[]>("/api/entities", { unnamed: true, limit: 10_000 });
  return new Map(list.flatMap((e) => (e ? [[e.entity, e]] : [])));
}

async function collect(state: State): Promise<Claim[]> {
  if (!state.about.length) return get<Claim[]>("/api/claims", { limit: overview });
  const lists = await Promise.all(state.about.map((about) => get<Claim[]>("/api/claims", { about, limit: perEntity })));
  return [...new Map(lists.flat().map((c) => [c.claim, c])).values()];
}

function matches(c: Claim, s: State): boolean {
  const day = c.published ?? "";
  return (!s.predicate || c.predicate_iri === s.predicate) && (!s.by || speaker(c) === s.by || (s.by === "-" && !speaker(c))) &&
    (!s.since || day >= s.since) && (!s.until || (day !== "" && (day <= s.until || day.startsWith(s.until))));
}

/** linksOf makes one link of the claims with the same ends and predicate. */
function linksOf(claims: Claim[]): Link[] {
  const links = new Map<string, Link>();
  for (const c of claims) {
    if (!c.subject_entity || !c.object_entity || c.subject_entity === c.object_entity) continue;
    const key = [c.subject_entity, c.predicate_iri, c.object_entity, c.stated, c.polarity].join("\n");
    links.set(key, { from: c.subject_entity, to: c.object_entity, label: (c.polarity === "negative" ? "not: " : "") + relation(c.predicate_iri), said: !c.stated, negative: c.polarity === "negative" });
  }
  return [...links.values()];
}

function filters(state: State, claims: Claim[], go: (change: Partial<State>) => void): HTMLElement {
  const choice = (text: string, key: "predicate" | "by", all: string, values: string[]) => {
    const select = h("select", { onchange: () => go({ [key]: select.value }) }, h("option", { value: "" }, all),
      ...values.map((v) => h("option", { value: v, selected: state[key] === v }, v === "-" ? "the articles themselves" : relation(v))));
    return field(text, select);
  };
  const day = (text: string, key: "since" | "until") => {
    const input = h("input", { value: state[key], placeholder: "2025-02-14", size: "10", onchange: () => go({ [key]: input.value.trim() }) });
    return field(text, input);
  };
  const sorted = (values: string[]) => [...new Set(values.filter(Boolean))].sort((a, b) => name(a).localeCompare(name(b)));
  return h("div", { class: "row" },
    choice("Predicate", "predicate", "all", sorted(claims.map((c) => c.predicate_iri))),
    choice("Speaker", "by", "anybody", ["-", ...sorted(claims.map(speaker))]),
    day("Published since", "since"), day("until", "until"));
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
  for (const l of links) for (const node of [l.from, l.to]) by.set(node, [...(by.get(node) ?? []), l]);
  const sorted = [...by].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0])).slice(0, 200);
  return [h("h2", {}, "Entities"), h("ul", { class: "plain" }, ...sorted.map(([node, list]) => h("li", {},
    h("a", { href: entityLink(node) }, named(node)), " ", h("span", { class: "soft" }, plural(list.length, "connection")), " ",
    state.about.includes(node) ? null : h("button", { type: "button", "aria-label": `Expand ${named(node)}`, onclick: () => expand(node) }, "Expand"))))];
}

