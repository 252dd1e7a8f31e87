import { Claim, Entity, entityLink, get, link, name, relation, segment, speaker } from "./api";
import { card, disputes, Speakers, term } from "./claims";
import { h, plural } from "./dom";

const shown = 200;

/** entityView shows what is known of one entity. */
export async function entityView(main: HTMLElement, iri: string): Promise<void> {
  const [e, claims, says] = await Promise.all([
    get<Entity>("/api/entities/" + segment(iri)),
    get<Claim[]>("/api/claims", { about: iri, limit: shown }),
    get<Claim[]>("/api/claims", { by: iri, limit: shown }),
  ]);
  const speakers = new Speakers([...claims, ...says]);
  document.title = `${e.name || name(e.entity)} – sayso`;
  const beside = h("div", {}, roles(claims, e.entity), speaking(claims));
  main.replaceChildren(
    h("h1", {}, e.name || name(e.entity)),
    h("p", { class: "soft" }, [e.type, plural(e.articles, "article"), plural(e.claims ?? 0, "claim"), e.entity].join(" · ")),
    e.aliases?.length ? h("p", {}, "Also called ", e.aliases.join(", ")) : h("span"),
    h("ul", { class: "chips" }, ...(e.same_as ?? []).map((same) => h("li", { class: "chip" }, same)),
      h("li", { class: "chip" }, h("a", { href: link("graph", { about: e.entity }) }, "Show in the graph"))),
    h("div", { class: "columns" },
      h("div", {}, timeline(claims, speakers), section("What it says", says.length > 0, ...says.map((c) => card(c, speakers)))),
      beside));
  const disputed = await get<Claim[]>("/api/claims", { about: iri, disputed: true, limit: 20 }); // looks at every article
  beside.append(section("Disputed", disputed.length > 0, disputes(disputed, speakers)));
}

function section(title: string, has: boolean, ...children: HTMLElement[]): HTMLElement {
  return has ? h("section", { "aria-label": title }, h("h2", {}, title), ...children) : h("span");
}

/** roles are the claims that say what somebody is: schema.org's relations. */
function roles(claims: Claim[], iri: string): HTMLElement {
  const found = new Map<string, HTMLElement>();
  for (const c of claims) {
    if (c.subject_entity === iri && c.predicate_iri.startsWith("schema:") && c.predicate_iri !== "schema:alternateName" && c.polarity === "positive") {
      found.set(c.predicate_iri + c.object, h("li", {}, h("span", { class: "soft" }, relation(c.predicate_iri) + ": "), term(c.object, c.object_entity)));
    }
  }
  return section("Roles", found.size > 0, h("ul", { class: "plain" }, ...found.values()));
}

/** speaking tells who speaks about the entity, and how. */
function speaking(claims: Claim[]): HTMLElement {
  const by = new Map<string, { n: number; ways: Map<string, number> }>();
  for (const c of claims) {
    const who = speaker(c);
    if (!who) continue;
    const one = by.get(who) ?? { n: 0, ways: new Map() };
    const way = (c.polarity === "negative" ? "not " : "") + c.predicate;
    one.n++;
    one.ways.set(way, (one.ways.get(way) ?? 0) + 1);
    by.set(who, one);
  }
  const list = [...by].sort((a, b) => b[1].n - a[1].n || a[0].localeCompare(b[0]));
  return section("Who speaks about it", list.length > 0, h("ul", { class: "plain" }, ...list.slice(0, 20).map(([who, one]) => h("li", {},
    who.includes(":") ? h("a", { href: entityLink(who) }, name(who)) : who, " ",
    h("span", { class: "soft" }, `${plural(one.n, "claim")}: ${[...one.ways.keys()].slice(0, 6).join(", ")}`)))));
}

/** timeline groups claims by the day of what they tell of, or of their article. */
function timeline(claims: Claim[], speakers: Speakers): HTMLElement {
  const days = new Map<string, Claim[]>();
  for (const c of claims) {
    const day = c.time || c.published?.slice(0, 10) || "undated";
    days.set(day, [...(days.get(day) ?? []), c]);
  }
  const sorted = [...days].sort((a, b) => (a[0] < b[0] ? 1 : -1));
  return section("Timeline", claims.length > 0, ...sorted.map(([day, list]) => h("section", { "aria-label": day }, h("h3", {}, day), ...list.map((c) => card(c, speakers)))));
}
