import { Claim, Entity, entityLink, get, link, list, name, relation, segment, Speaker } from "./api";
import { card, disputes, Speakers, term } from "./claims";
import { h, plural } from "./dom";
import { paged } from "./paged";

/** How many claims a part of the page shows at once. */
const many = 30;

/** entityView shows what is known of one entity. Each part comes when it is there. */
export async function entityView(main: HTMLElement, iri: string): Promise<void> {
  const e = await get<Entity>("/api/entities/" + segment(iri));
  document.title = `${e.name || name(e.entity)} – sayso`;
  const speakers = new Speakers();
  const parts = { timeline: h("div"), says: h("div"), roles: h("div"), speaking: h("div"), disputed: h("div") };
  main.replaceChildren(
    h("h1", {}, e.name || name(e.entity)),
    h("p", { class: "soft" }, [e.type, plural(e.articles, "article"), plural(e.claims ?? 0, "claim"), e.entity].join(" · ")),
    e.aliases?.length ? h("p", {}, "Also called ", e.aliases.join(", ")) : h("span"),
    h("ul", { class: "chips" }, ...(e.same_as ?? []).map((same) => h("li", { class: "chip" }, same)),
      h("li", { class: "chip" }, h("a", { href: link("graph", { about: e.entity }) }, "Show in the graph"))),
    h("div", { class: "columns" },
      h("div", {}, parts.timeline, parts.says),
      h("div", {}, parts.roles, parts.speaking, parts.disputed)));
  await Promise.all([
    timeline(e.entity, speakers).then((s) => parts.timeline.replaceWith(s)),
    said(e.entity, speakers).then((s) => parts.says.replaceWith(s)),
    roles(e.entity).then((s) => parts.roles.replaceWith(s)),
    speaking(e.entity).then((s) => parts.speaking.replaceWith(s)),
  ]);
  // After an upload this takes a while; the view does not wait for it.
  void disputed(e.entity, speakers).then((s) => parts.disputed.replaceWith(s), () => undefined);
}

function section(title: string, has: boolean, ...children: HTMLElement[]): HTMLElement {
  return has ? h("section", { "aria-label": title }, h("h2", {}, title), ...children) : h("span");
}

/** roles are the claims that say what somebody is: schema.org's relations. */
async function roles(iri: string): Promise<HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const c of await get<Claim[]>("/api/claims", { about: iri, predicate: "schema:", polarity: "positive", limit: 50 })) {
    if (c.subject_entity === iri && c.predicate_iri !== "schema:alternateName") {
      found.set(c.predicate_iri + c.object.toLowerCase(), h("li", {}, h("span", { class: "soft" }, relation(c.predicate_iri) + ": "), term(c.object, c.object_entity)));
    }
  }
  return section("Roles", found.size > 0, h("ul", { class: "plain" }, ...[...found.values()].slice(0, 12)));
}

/** speaking tells who speaks about the entity, and how. */
async function speaking(iri: string): Promise<HTMLElement> {
  const way = (r: string) => (r.startsWith("!") ? "not " : "") + relation(r.replace("!", ""));
  const { rows, total } = await list<Speaker>(`/api/entities/${segment(iri)}/speakers`, { limit: 12 });
  return section("Who speaks about it", total > 0, h("ul", { class: "plain" }, ...rows.map((one) => h("li", {},
    one.speaker.includes(":") ? h("a", { href: entityLink(one.speaker) }, name(one.speaker)) : one.speaker, " ",
    h("span", { class: "soft" }, `${plural(one.claims, "claim")}: ${one.relations.slice(0, 5).map(way).join(", ")}`)))),
    h("p", { class: "soft" }, total > rows.length ? `and ${plural(total - rows.length, "other")}` : ""));
}

/** timeline groups claims by the day of what they tell of, or of their article. */
async function timeline(iri: string, speakers: Speakers): Promise<HTMLElement> {
  const all = await paged<Claim>("/api/claims", { about: iri }, many, (box, rows, claims) => {
    speakers.add(rows);
    const days = new Map<string, Claim[]>();
    for (const c of claims) {
      const day = c.time || c.published?.slice(0, 10) || "undated";
      days.set(day, [...(days.get(day) ?? []), c]);
    }
    const sorted = [...days].sort((a, b) => (a[0] < b[0] ? 1 : -1));
    box.replaceChildren(...sorted.map(([day, list]) => h("section", { "aria-label": day }, h("h3", {}, day), ...list.map((c) => card(c, speakers)))));
  });
  return section("Timeline", all.total > 0, all.element);
}

async function said(iri: string, speakers: Speakers): Promise<HTMLElement> {
  const all = await paged<Claim>("/api/claims", { by: iri }, many, (box, rows) => {
    speakers.add(rows);
    box.append(...rows.map((c) => card(c, speakers)));
  });
  return section("What it says", all.total > 0, all.element);
}

async function disputed(iri: string, speakers: Speakers): Promise<HTMLElement> {
  const all = await paged<Claim>("/api/claims", { about: iri, disputed: true, pairs: true }, 5, (box, rows) => box.append(disputes(rows, speakers.add(rows))));
  return section("Disputed", all.total > 0, all.element);
}
