// Elements without HTML: text from articles only ever becomes text nodes.

type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | boolean | EventListener | undefined>;

/** h makes an element; "on…" attributes are listeners, false and undefined ones are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") e.addEventListener(name.slice(2), value);
    else if (value === true) e.setAttribute(name, "");
    else if (typeof value === "string") e.setAttribute(name, value);
  }
  e.append(...children.filter((c): c is Node | string => !!c));
  return e;
}

/** id makes an identifier that no other element has. */
let made = 0;
export const id = (prefix: string): string => `${prefix}-${++made}`;

/** field puts a label over a control. */
export function field(text: string, control: HTMLElement): HTMLElement {
  control.id ||= id("field");
  return h("div", {}, h("label", { for: control.id }, text), control);
}

/** say tells people who do not see the page what has happened. */
export function say(text: string): void {
  document.getElementById("status")!.textContent = text;
}

export const plural = (n: number, one: string, many = one + "s"): string => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
