import { Article, articleLink, Claim, get, segment, speaker } from "./api";
import { card, Speakers } from "./claims";
import { h, plural } from "./dom";

interface Page extends Omit<Article, "claims"> { text: string; claims: Claim[] }

/** articleView shows the text with its evidence, and the claims beside it, linked both ways. */
export async function articleView(main: HTMLElement, iri: string, parameters: URLSearchParams): Promise<void> {
  const page = await get<Page>("/api/articles/" + segment(iri));
  const speakers = new Speakers(page.claims);
  document.title = `${page.title || "Article"} – sayso`;
  const text = marked(page, speakers);
  const cards = page.claims.map((c) => {
    const one = card(c, speakers, false);
    one.append(h("p", {}, h("a", { href: articleLink(page.article, c.claim) }, "Show in the text")));
    return one;
  });
  main.replaceChildren(
    h("h1", {}, page.title || "Article"),
    h("p", { class: "soft" }, [page.publisher, page.author, page.place, page.published, page.url, plural(page.claims.length, "claim")].filter(Boolean).join(" · ")),
    speakers.legend(),
    h("div", { class: "columns" },
      h("section", { "aria-label": "Text" }, text),
      h("section", { class: "beside", "aria-label": "Claims", tabindex: "0" }, h("h2", {}, "Claims"), ...cards)));
  select(main, page, parameters.get("claim"));
}

/** select shows one claim, in the text and in the list. */
function select(main: HTMLElement, page: Page, iri: string | null): void {
  const claim = page.claims.find((c) => c.claim === iri);
  if (!claim) return;
  const inside = (e: Element) => (claim.evidence ?? []).some((p) => p.start <= Number(e.getAttribute("data-start")) && Number(e.getAttribute("data-end")) <= p.end);
  const passages = [...main.querySelectorAll(".text a")].filter(inside);
  for (const p of passages) p.classList.add("current");
  const one = document.getElementById(claim.claim);
  one?.setAttribute("aria-current", "true");
  one?.scrollIntoView({ block: "nearest" });
  passages[0]?.scrollIntoView({ block: "center" });
}

/** marked cuts the text, in code points, where evidence begins or ends. A piece leads to the shortest of its claims. */
function marked(page: Page, speakers: Speakers): HTMLElement {
  const points = Array.from(page.text);
  const spans = page.claims.flatMap((c) => (c.evidence ?? []).map((p) => ({ start: p.start, end: p.end, claim: c })));
  const cuts = [...new Set([0, points.length, ...spans.flatMap((s) => [s.start, s.end])])].sort((a, b) => a - b);
  const pieces: (Node | string)[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i]!, end = cuts[i + 1]!;
    const words = points.slice(start, end).join("");
    const over = spans.filter((s) => s.start <= start && end <= s.end).sort((a, b) => a.end - a.start - (b.end - b.start));
    const best = over[0]?.claim;
    pieces.push(best && words.trim() ? h("a", {
      href: articleLink(page.article, best.claim), class: speakers.style(speaker(best)), "data-start": String(start), "data-end": String(end),
    }, words) : words);
  }
  return h("p", { class: "text" }, ...pieces);
}
