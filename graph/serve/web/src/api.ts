// The API of the server, as /api/openapi.json describes it.

export interface Article {
  article: string; url?: string; title?: string; author?: string; publisher?: string; agency?: string; place?: string;
  published?: string; claims: number; entities?: number;
}
export interface Passage { start: number; end: number; text: string }
export interface Attribution { source?: string; source_entity?: string; cue?: string; via?: Attribution }
export interface Claim {
  claim: string; article: string; url?: string; title?: string; publisher?: string; published?: string; sentence: string;
  subject: string; predicate: string; object: string; arguments?: string[]; subject_entity?: string; object_entity?: string;
  predicate_iri: string; confidence: number; polarity: string; modality: string; stated: boolean; attribution?: Attribution;
  time?: string; evidence: Passage[] | null; sources?: Article[]; against?: Claim[];
}
export interface Entity {
  entity: string; type: string; name?: string; aliases?: string[]; same_as?: string[]; named: boolean;
  articles: number; mentions?: number; claims?: number;
}
export interface Answers { rows: unknown[]; truncated: boolean }
export interface Example { name: string; about: string; text: string }
export interface Health { write: boolean; upload: boolean; token: boolean }
export interface Judgement { from: string; into: string; same: boolean; score: number; reasons?: string[] }
export interface Speaker { speaker: string; claims: number; relations: string[] }
export interface NetworkAnswer {
  entities: { entity: string; name?: string; type: string; claims: number }[];
  links: { from: number; to: number; predicate: string; negative?: boolean; said?: boolean; claims: number }[];
  total: number; connections: number; predicates: string[]; speakers: string[];
}
export interface Stats { labels: number; quads: number; nodes: number; predicates: number }

export type Parameters = Record<string, string | number | boolean | string[] | undefined>;

function ask(path: string, parameters: Parameters, signal?: AbortSignal): Promise<Response> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) value.forEach((one) => query.append(name, one));
    else if (value !== undefined && value !== "" && value !== false) query.set(name, String(value));
  }
  const text = query.toString();
  return fetch(path + (text && "?" + text), { signal });
}

/** get asks the server; the promise fails with the words of its error. */
export async function get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return read<T>(await ask(path, parameters, signal));
}

/** list asks for a part of a listing; total is how long the whole is. */
export async function list<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<{ rows: T[]; total: number }> {
  const response = await ask(path, parameters, signal);
  const rows = await read<T[]>(response);
  return { rows, total: Number(response.headers.get("X-Total-Count") ?? rows.length) };
}

export async function read<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body as T;
}

export const segment = encodeURIComponent;

/** name shows the readable part of an IRI: "Liu Pengyu" for ent:Liu_Pengyu. */
export function name(iri: string): string {
  const local = iri.slice(iri.lastIndexOf("/") + 1).replace(/^[a-z]+:/, "").replaceAll("_", " ");
  try {
    return decodeURIComponent(local);
  } catch {
    return local;
  }
}

/** relation names a predicate: "accused of", and "job title" for schema:jobTitle. */
export function relation(iri: string): string {
  return iri.startsWith("schema:") ? name(iri).replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase() : name(iri);
}

/** speaker names who says so: "" is the article. */
export function speaker(c: Claim): string {
  return c.attribution ? c.attribution.source_entity || c.attribution.source || "somebody" : "";
}

/** link leads to a view, with parameters behind a question mark. */
export function link(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value) query.set(key, String(value));
  const text = query.toString();
  return "#/" + path + (text && "?" + text);
}
export const entityLink = (iri: string): string => link("entity/" + segment(iri));
export const articleLink = (iri: string, claim?: string): string => link("article/" + segment(iri), { claim });
