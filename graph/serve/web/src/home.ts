import { Article, articleLink, Claim, Entity, entityLink, get, Stats } from "./api";
import { disputes, Speakers } from "./claims";
import { h, plural } from "./dom";

/** homeView is what one sees first: the latest articles, the most named entities, disputes. */
export async function homeView(main: HTMLElement): Promise<void> {
  const [stats, articles, entities] = await Promise.all([
    get<Stats>("/api/stats"), get<Article[]>("/api/articles", { limit: 15 }), get<Entity[]>("/api/entities", { limit: 25 }),
  ]);
  const disputed = h("section", { "aria-label": "Disputed claims" });
  main.replaceChildren(
    h("h1", {}, "Who did, asked, said what"),
    h("p", { class: "soft" }, `${plural(stats.quads, "quad")} from ${plural(stats.labels, "article")}`),
    h("div", { class: "columns" },
      h("section", { "aria-label": "Articles" }, h("h2", {}, "Latest articles"),
        articles.length ? h("ul", { class: "plain" }, ...articles.map((a) => h("li", {}, h("a", { href: articleLink(a.article) }, a.title || a.article), " ",
          h("span", { class: "soft" }, [a.publisher, a.published?.slice(0, 10), plural(a.claims, "claim")].filter(Boolean).join(", ")))))
          : h("p", {}, "The store is empty. ", h("a", { href: "#/load" }, "Load an article"), ".")),
      h("section", { "aria-label": "Entities" }, h("h2", {}, "Most mentioned"),
        h("ul", { class: "chips" }, ...entities.map((e) => h("li", { class: "chip" }, h("a", { href: entityLink(e.entity) }, e.name || e.entity)))))),
    disputed);
  const claims = await get<Claim[]>("/api/claims", { disputed: true, limit: 3 });
  if (claims.length) disputed.append(h("h2", {}, "Disputed"), disputes(claims, new Speakers(claims)));
}
