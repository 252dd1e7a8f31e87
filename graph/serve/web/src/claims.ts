import { articleLink, Claim, entityLink, name, speaker } from "./api";
import { h } from "./dom";

/** Speakers gives each speaker a colour, those with the most claims first. */
export class Speakers {
  private order: string[] = [];
  constructor(claims: Claim[] = []) {
    this.add(claims);
  }
  /** add gives colours to speakers who have none yet. */
  add(claims: Claim[]): this {
    const counts = new Map<string, number>();
    for (const c of claims) counts.set(speaker(c), (counts.get(speaker(c)) ?? 0) + 1);
    for (const who of ["", ...this.order]) counts.delete(who);
    this.order.push(...[...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([who]) => who));
    return this;
  }
  style(who: string): string {
    return who ? "s" + (this.order.indexOf(who) % 8) : "article-voice";
  }
  legend(): HTMLElement {
    return h("ul", { class: "chips legend", "aria-label": "Speakers" },
      h("li", { class: "chip article-voice" }, "the article itself"),
      ...this.order.map((who) => h("li", { class: "chip " + this.style(who) }, who.includes(":") ? h("a", { href: entityLink(who) }, name(who)) : who)));
  }
}

/** term shows an entity as a link, other words as they are. */
export function term(words: string, entity?: string): HTMLElement {
  return entity ? h("a", { href: entityLink(entity), title: entity }, words || name(entity)) : h("span", {}, words);
}

/** card shows a claim: what, who says so, in which words and where. */
export function card(c: Claim, speakers: Speakers, where = true): HTMLElement {
  const who = speaker(c);
  return h("article", { class: "claim " + speakers.style(who), id: c.claim, "aria-label": `${c.subject} ${c.predicate} ${c.object}` },
    h("p", { class: "proposition" }, term(c.subject, c.subject_entity), " – ", c.predicate, c.object ? " – " : "", term(c.object, c.object_entity),
      ...(c.arguments ?? []).map((a) => " · " + a)),
    h("ul", { class: "chips" },
      h("li", { class: "chip" }, who ? "says " : "the article says", who && term(c.attribution?.source ?? who, c.attribution?.source_entity)),
      c.polarity === "negative" && h("li", { class: "chip negative" }, "negated"),
      c.modality !== "asserted" && h("li", { class: "chip" }, c.modality),
      c.time ? h("li", { class: "chip" }, c.time) : null),
    h("blockquote", {}, "“" + c.sentence.replace(/\s+/g, " ").trim() + "”"),
    where && h("p", { class: "soft" }, h("a", { href: articleLink(c.article, c.claim) }, c.title || "article"),
      [c.publisher, c.published?.slice(0, 10)].filter(Boolean).map((s) => ", " + s).join("")));
}

/** disputes puts claims and those that deny them side by side. */
export function disputes(claims: Claim[], speakers: Speakers): HTMLElement {
  return h("div", {}, ...claims.map((c) => h("div", { class: "sides" },
    card(c, speakers),
    h("div", {}, ...(c.against ?? []).map((other) => card(other, speakers.add([other])))))));
}
