import { list, Parameters } from "./api";
import { h, say } from "./dom";

/** A Paged part of a listing: its rows, and a button as long as there are more. */
export interface Paged<T> { element: HTMLElement; total: number; rows: T[] }

/** paged shows the first rows of a listing; fill puts rows into the box, and is called again for those that follow. */
export async function paged<T>(path: string, parameters: Parameters, size: number, fill: (box: HTMLElement, rows: T[], all: T[]) => void): Promise<Paged<T>> {
  const box = h("div");
  const button = h("button", { type: "button" });
  const element = h("div", {}, box, button);
  const out: Paged<T> = { element, total: 0, rows: [] };
  const next = async () => {
    const { rows, total } = await list<T>(path, { ...parameters, limit: size, offset: out.rows.length });
    out.total = total;
    out.rows.push(...rows);
    fill(box, rows, out.rows);
    button.textContent = `Show more (${out.rows.length.toLocaleString("en")} of ${total.toLocaleString("en")})`;
    button.hidden = !rows.length || out.rows.length >= total;
  };
  button.addEventListener("click", () => {
    const before = box.querySelectorAll("a").length;
    void next().then(() => {
      box.querySelectorAll("a")[before]?.focus(); // the first of those that came
      say(button.hidden ? "That is all" : button.textContent ?? "");
    }, (e: unknown) => say(String(e)));
  });
  await next();
  return out;
}
