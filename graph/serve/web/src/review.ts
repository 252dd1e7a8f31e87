import { Claim, Entity, entityLink, get, Health, Judgement, name, read, segment } from "./api";
import { card, Speakers } from "./claims";
import { field, h, plural, say } from "./dom";

/** reviewView shows pairs of entities that may be one thing, for a person to judge. */
export async function reviewView(main: HTMLElement): Promise<void> {
  const health = await get<Health>("/api/health");
  const token = h("input", { type: "password", autocomplete: "off" });
  main.replaceChildren(h("h1", {}, "Are these the same?"), h("p", {}, "Comparing …"));
  const pairs = await get<Judgement[]>("/api/judgements/candidates", { limit: 50 });
  const list = h("div", {}, ...pairs.map((p) => pair(p, health.write ? () => token.value : undefined)));
  main.replaceChildren(h("h1", {}, "Are these the same?"),
    h("p", { class: "soft" }, health.write
      ? "Where a pair has the focus: S, the same; N, not the same; U takes it back; the arrows go to the next pair."
      : "This server only reads; start it with sayso serve --write to judge."),
    health.write && health.token ? field("Token", token) : h("span"),
    pairs.length ? list : h("p", {}, "There is no pair to look at."));
  say(plural(pairs.length, "pair"));
  list.querySelector<HTMLElement>("[role=group]")?.focus({ preventScroll: true });
}

/** pair shows two entities side by side; without a token's source it cannot be judged. */
function pair(p: Judgement, token?: () => string): HTMLElement {
  const state = h("p", { role: "status" });
  const details = h("div", { class: "sides" });
  const item = h("div", { class: "claim", tabindex: "0", role: "group", "aria-label": `${name(p.from)} and ${name(p.into)}` });
  const send = async (method: string, path: string, body: string | undefined, words: string) => {
    try {
      const headers: Record<string, string> = { "Content-Type": "application/json" };
      if (token?.()) headers["Authorization"] = "Bearer " + token();
      await read(await fetch(path, { method, headers, body }));
      state.textContent = words;
      item.classList.toggle("judged", method === "POST");
    } catch (e) {
      state.textContent = e instanceof Error ? e.message : String(e);
    }
  };
  const judge = (same: boolean) => void send("POST", "/api/judgements", JSON.stringify({ from: p.from, into: p.into, same }), same ? "The same." : "Not the same.");
  const back = () => void send("DELETE", `/api/judgements?from=${segment(p.from)}&into=${segment(p.into)}`, undefined, "Taken back.");
  let showing: Promise<void> | undefined;
  const show = () => (showing ??= Promise.all([side(p.from), side(p.into)]).then((both) => details.replaceChildren(...both)));
  const button = (text: string, f: () => void) => h("button", { type: "button", onclick: f }, text);
  item.append(
    h("p", { class: "proposition" }, h("a", { href: entityLink(p.from) }, name(p.from)), " – ", h("a", { href: entityLink(p.into) }, name(p.into))),
    h("p", { class: "soft" }, [`score ${p.score.toFixed(2)}`, ...(p.reasons ?? [])].join(" · ")),
    h("div", { class: "row" }, ...(token ? [button("Same", () => judge(true)), button("Not the same", () => judge(false)), button("Take back", back)] : []),
      button("Show what is said", () => void show())),
    details, state);
  item.addEventListener("focus", () => void show());
  item.addEventListener("keydown", (e) => {
    if (e.target !== item || e.ctrlKey || e.metaKey || e.altKey) return; // keys of a control are its own
    const to = { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling }[e.key];
    if (to instanceof HTMLElement) { e.preventDefault(); to.focus(); }
    const key = e.key.toLowerCase();
    if (token && key === "u") back();
    if (!token || (key !== "s" && key !== "n")) return;
    judge(key === "s");
    if (item.nextElementSibling instanceof HTMLElement) item.nextElementSibling.focus();
  });
  return item;
}

/** side is one of the two, with some of its claims. */
async function side(iri: string): Promise<HTMLElement> {
  const [e, claims] = await Promise.all([get<Entity>("/api/entities/" + segment(iri)), get<Claim[]>("/api/claims", { about: iri, limit: 3 })]);
  return h("div", {}, h("h2", {}, e.name || name(iri)),
    h("p", { class: "soft" }, [e.type, plural(e.articles, "article"), ...(e.aliases ?? [])].join(" · ")), ...claims.map((c) => card(c, new Speakers(claims))));
}
