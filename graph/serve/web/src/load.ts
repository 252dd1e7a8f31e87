import { articleLink, Claim, get, Health } from "./api";
import { card, Speakers } from "./claims";
import { field, h, plural, say } from "./dom";

const kinds: Record<string, string> = { html: "text/html", htm: "text/html", md: "text/markdown", jsonl: "application/x-ndjson", ndjson: "application/x-ndjson", json: "application/json" };

/** loadView reads what is pasted or dropped, and shows the claims as they come. */
export async function loadView(main: HTMLElement): Promise<void> {
  const health = await get<Health>("/api/health");
  if (!health.upload) {
    main.replaceChildren(h("h1", {}, "Load"), h("p", {}, "This server only reads. Start it with ", h("code", {}, "sayso serve --write"), " to load articles here, or use ", h("code", {}, "sayso load"), "."));
    return;
  }
  const text = h("textarea", { rows: "12" });
  const token = h("input", { type: "password", autocomplete: "off" });
  const files = h("input", { type: "file", multiple: true, accept: ".txt,.md,.html,.htm,.json,.jsonl,.ndjson" });
  const out = h("section", { "aria-label": "What was read" });
  const send = (name: string, kind: string, body: Blob | string) => upload(out, name, kind, body, token.value);
  const sendFiles = async (list: Iterable<File>) => {
    for (const f of list) await send(f.name, kinds[f.name.split(".").pop()!.toLowerCase()] ?? "text/plain", f);
  };
  const drop = h("div", { class: "drop" }, field("Files: text, Markdown, HTML, JSON Lines; or drop them here", files));
  drop.addEventListener("dragover", (e) => { e.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (e) => {
    e.preventDefault();
    drop.classList.remove("over");
    void sendFiles(e.dataTransfer?.files ?? []);
  });
  files.addEventListener("change", () => void sendFiles([...(files.files ?? [])]));
  main.replaceChildren(h("h1", {}, "Load"),
    health.token ? field("Token", token) : h("span"),
    field("An article: its title, an empty line, its paragraphs", text),
    h("div", { class: "row" }, h("button", { type: "button", class: "main", onclick: () => void send("pasted text", "text/plain", text.value) }, "Read it")),
    drop, out);
}

/** Of one upload so many articles are listed, and of so many the claims are shown. */
const listed = 200;
const shown = 5;

/** upload sends one body and follows the server's events. */
async function upload(out: HTMLElement, name: string, kind: string, body: Blob | string, token: string): Promise<void> {
  const state = h("p", {}, `${name}: reading …`);
  const found = h("div", {}, state);
  out.prepend(found);
  const tell = (words: string, bad = false) => { state.textContent = `${name}: ${words}`; state.className = bad ? "bad" : ""; say(state.textContent); };
  try {
    const headers: Record<string, string> = { "Content-Type": kind, Accept: "text/event-stream" };
    if (token) headers["Authorization"] = "Bearer " + token;
    const response = await fetch("/api/articles?name=" + encodeURIComponent(name), { method: "POST", body, headers });
    if (!response.ok || !response.body) throw new Error((await response.json()).error ?? response.statusText);
    const boxes: [string, HTMLElement][] = [];
    let n = 0;
    for await (const event of events(response.body)) {
      const data = JSON.parse(event.data);
      if (event.name === "error") throw new Error(data.error);
      if (event.name === "article") {
        state.textContent = `${name}: ${plural(++n, "article")} so far …`;
        if (n > listed) continue;
        const title = data.title || "Article";
        const box = h("section", { "aria-label": title }, h("h2", {}, h("a", { href: articleLink(data.article) }, title)), h("p", { class: "soft" }, `${data.outcome}, ${plural(data.claims, "claim")}`));
        found.append(box);
        if (boxes.length < shown) boxes.push([data.article, box]);
      }
      if (event.name !== "done") continue;
      const judged = data.judged ? plural(data.judged, "judgement on what is one thing", "judgements on what is one thing") : "";
      tell([plural(data.articles?.length ?? 0, "article"), judged, ...(data.skipped ?? [])].filter(Boolean).join("; "));
      for (const [article, box] of boxes) box.append(...await read(article)); // they can be asked for now
    }
  } catch (e) {
    tell(e instanceof Error ? e.message : String(e), true);
  }
}

/** read shows the claims of an article. */
async function read(article: string): Promise<HTMLElement[]> {
  const claims = await get<Claim[]>("/api/claims", { article, limit: 100 });
  const speakers = new Speakers(claims);
  return claims.map((c) => card(c, speakers, false));
}

/** events takes a stream of server-sent events apart. */
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ name: string; data: string }> {
  const reader = body.getReader();
  const utf8 = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + utf8.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop()!;
    for (const block of blocks) {
      const of = (key: string) => block.split("\n").filter((l) => l.startsWith(key)).map((l) => l.slice(key.length)).join("\n");
      yield { name: of("event: "), data: of("data: ") };
    }
  }
}
