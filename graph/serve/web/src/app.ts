// The page: a view for each address behind the hash.
import { articleView } from "./article";
import { h } from "./dom";
import { entityView } from "./entity";
import { homeView } from "./home";
import { loadView } from "./load";
import { reviewView } from "./review";
import { searchBox, searchView } from "./search";

/** A View fills main; closed takes what is to be done when it goes. */
type View = (main: HTMLElement, rest: string, parameters: URLSearchParams, closed: (f: () => void) => void) => Promise<void>;

const views: Record<string, { title: string; view: View }> = {
  "": { title: "sayso", view: homeView },
  search: { title: "Search – sayso", view: searchView },
  entity: { title: "Entity – sayso", view: entityView },
  article: { title: "Article – sayso", view: articleView },
  graph: { title: "Graph – sayso", view: async (...a) => (await import("./graph")).graphView(...a) },
  query: { title: "Query – sayso", view: async (...a) => (await import("./query")).queryView(...a) },
  review: { title: "Review – sayso", view: reviewView },
  load: { title: "Load – sayso", view: loadView },
};

let closing: (() => void)[] = [];
let turn = 0;

/** route shows the view of the address. A view that comes late, when another was asked for, is not shown. */
async function route(moved: boolean): Promise<void> {
  if (location.hash && !location.hash.startsWith("#/")) return; // a place on the page
  const mine = ++turn;
  const [path = "", query = ""] = location.hash.slice(2).split("?", 2);
  const [key = "", ...rest] = path.split("/");
  const { title, view } = (Object.hasOwn(views, key) && views[key]) || views[""]!;
  closing.forEach((f) => f());
  closing = [];
  document.title = title;
  for (const a of document.querySelectorAll("nav a")) {
    if (a.getAttribute("href") === "#/" + key) a.setAttribute("aria-current", "page");
    else a.removeAttribute("aria-current");
  }
  const main = h("main", { id: "main", tabindex: "-1", "data-view": key || "home" });
  if (moved) scrollTo(0, 0);
  main.append(h("p", {}, "Loading …"));
  document.getElementById("main")!.replaceWith(main);
  if (moved) main.focus({ preventScroll: true });
  try {
    await view(main, decodeURIComponent(rest.join("/")), new URLSearchParams(query), (f) => { if (mine === turn) closing.push(f); else f(); });
  } catch (e) {
    main.replaceChildren(h("h1", {}, "That did not work"), h("p", { class: "bad" }, e instanceof Error ? e.message : String(e)), h("p", {}, h("a", { href: "#/" }, "Back to the start")));
  }
  if (mine === turn) main.dataset["ready"] = "true";
}

searchBox(document.querySelector<HTMLFormElement>("#search")!);
addEventListener("hashchange", () => void route(true));
void route(false);
