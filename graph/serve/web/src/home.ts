import { Article, articleLink, Claim, Entity, entityLink, get, list, Stats } from "./api";
import { disputes, Speakers } from "./claims";
import { h, plural } from "./dom";

/** homeView is what one sees first: the latest articles, the most named entities, disputes. Each part comes when it is there. */
export async function homeView(main: HTMLElement): Promise<void> {
  const counts = h("p", { class: "soft" }, "\u00a0");
  const articles = h("section", { "aria-label": "Articles" }, h("h2", {}, "Latest articles"), h("p", { class: "soft" }, "Loading …"));
  const entities = h("section", { "aria-label": "Entities" }, h("h2", {}, "Most mentioned"), h("p", { class: "soft" }, "Loading …"));
  const disputed = h("section", { "aria-label": "Disputed claims" });
  main.replaceChildren(h("h1", {}, "Who did, asked, said what"), counts, h("div", { class: "columns" }, articles, entities), disputed);
  const [stats, { total }] = await Promise.all([get<Stats>("/api/stats"), latest(articles), mentioned(entities)]);
  counts.textContent = `${plural(stats.quads, "quad")} from ${plural(total, "article")}`;
  void contradictions(disputed); // after an upload this takes a while; the view does not wait for it
}

async function contradictions(box: HTMLElement): Promise<void> {
  const claims = await get<Claim[]>("/api/claims", { disputed: true, pairs: true, limit: 3 }).catch(() => []);
  if (claims.length) box.append(h("h2", {}, "Disputed"), disputes(claims, new Speakers(claims)));
}

async function latest(box: HTMLElement): Promise<{ total: number }> {
  const { rows, total } = await list<Article>("/api/articles", { limit: 12 });
  box.lastChild!.replaceWith(rows.length ? h("ul", { class: "plain" }, ...rows.map(articleItem))
    : h("p", {}, "The store is empty. ", h("a", { href: "#/load" }, "Load an article"), "."));
  if (total > rows.length) box.append(h("p", {}, h("a", { href: "#/search" }, `All ${plural(total, "article")} and entities`)));
  return { total };
}

async function mentioned(box: HTMLElement): Promise<void> {
  const rows = await get<Entity[]>("/api/entities", { limit: 25 });
  box.lastChild!.replaceWith(h("ul", { class: "chips" }, ...rows.map((e) => h("li", { class: "chip" }, h("a", { href: entityLink(e.entity) }, e.name || e.entity)))));
}

/** articleItem is an article in a list. */
export function articleItem(a: Article): HTMLElement {
  return h("li", {}, h("a", { href: articleLink(a.article) }, a.title || a.article), " ",
    h("span", { class: "soft" }, [a.publisher, a.published?.slice(0, 10), plural(a.claims, "claim")].filter(Boolean).join(", ")));
}
