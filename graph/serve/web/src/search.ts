import { Article, articleLink, Entity, entityLink, get } from "./api";
import { h, id, plural, say } from "./dom";
import { articleItem } from "./home";
import { paged } from "./paged";

interface Hit { label: string; about: string; href: string }

async function find(text: string, signal?: AbortSignal): Promise<Hit[]> {
  const [entities, articles] = await Promise.all([
    get<Entity[]>("/api/entities", { text, limit: 8 }, signal),
    get<Article[]>("/api/articles", { text, limit: 5 }, signal),
  ]);
  return [
    ...entities.map((e) => ({ label: e.name || e.entity, about: `${e.type}, ${plural(e.articles, "article")}`, href: entityLink(e.entity) })),
    ...articles.map((a) => ({ label: a.title || a.article, about: ["article", a.publisher, a.published?.slice(0, 10)].filter(Boolean).join(", "), href: articleLink(a.article) })),
  ];
}

/** searchBox fills the form: a combobox (WAI-ARIA 1.2) over entities and articles. */
export function searchBox(form: HTMLFormElement): void {
  const listId = id("hits");
  const list = h("ul", { class: "popup", role: "listbox", id: listId, "aria-label": "Suggestions", hidden: true });
  const input = h("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: "Search people, places, articles …",
    "aria-label": "Search entities and articles", "aria-controls": listId, "aria-expanded": "false", "aria-autocomplete": "list",
  });
  let hits: Hit[] = [];
  let chosen = -1;
  let asking: AbortController | undefined;

  const close = () => {
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const go = (hit: Hit) => {
    close();
    input.value = "";
    location.hash = hit.href;
  };
  const choose = (i: number) => {
    chosen = (i + hits.length) % hits.length;
    [...list.children].forEach((li, n) => li.setAttribute("aria-selected", String(n === chosen)));
    const li = list.children[chosen]!;
    input.setAttribute("aria-activedescendant", li.id);
    li.scrollIntoView({ block: "nearest" });
  };
  const show = (found: Hit[]) => {
    hits = found;
    chosen = -1;
    list.replaceChildren(...hits.map((hit) => h("li", { role: "option", id: id("hit"), "aria-selected": "false", onmousedown: (e) => { e.preventDefault(); go(hit); } },
      hit.label, " ", h("span", { class: "soft" }, hit.about))));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    say(plural(hits.length, "suggestion"));
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const text = input.value.trim();
    if (!text) return close();
    try {
      show(await find(text, asking.signal));
    } catch (e) {
      if (!(e instanceof DOMException)) say(String(e));
    }
  };
  input.addEventListener("input", () => void ask());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (e) => {
    if (e.key === "Escape") close();
    if (list.hidden || !hits.length) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      choose(chosen < 0 && e.key === "ArrowUp" ? -1 : chosen + (e.key === "ArrowDown" ? 1 : -1));
    }
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const hit = hits[chosen];
    if (hit) return go(hit);
    const text = input.value.trim();
    close();
    if (text) location.hash = "#/search?text=" + encodeURIComponent(text);
  });
  form.replaceChildren(input, list);
}

/** searchView lists what a text finds, or without one all there is. */
export async function searchView(main: HTMLElement, _: string, parameters: URLSearchParams): Promise<void> {
  const text = parameters.get("text") ?? "";
  const [entities, articles] = await Promise.all([
    paged<Entity>("/api/entities", { text }, 40, (box, rows) => box.append(h("ul", { class: "plain" }, ...rows.map((e) => h("li", {},
      h("a", { href: entityLink(e.entity) }, e.name || e.entity), " ", h("span", { class: "soft" }, `${e.type}, ${plural(e.articles, "article")}`)))))),
    paged<Article>("/api/articles", { text }, 40, (box, rows) => box.append(h("ul", { class: "plain" }, ...rows.map(articleItem)))),
  ]);
  main.replaceChildren(h("h1", {}, text ? `Search: ${text}` : "All there is"),
    entities.total + articles.total ? h("div", { class: "columns" },
      h("section", { "aria-label": "Entities" }, h("h2", {}, plural(entities.total, "entity", "entities")), entities.element),
      h("section", { "aria-label": "Articles" }, h("h2", {}, plural(articles.total, "article")), articles.element))
      : h("p", {}, "Nothing has that in its name."));
}
