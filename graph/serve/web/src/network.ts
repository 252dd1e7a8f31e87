// A network of entities, drawn by sigma and laid out in a worker.
import Graph from "graphology";
import Sigma from "sigma";
import type { LayoutInput, LayoutOutput } from "./layout";

export interface Link { from: string; to: string; label: string; said: boolean; negative: boolean }
export type Names = (node: string) => { label: string; kind: string };

const dark = matchMedia("(prefers-color-scheme: dark)");
const edgeColour = (l: Link): string => l.negative ? (dark.matches ? "#b8485f" : "#d6697c") : l.said ? (dark.matches ? "#4a515c" : "#c3c9d1") : dark.matches ? "#727b88" : "#8f97a3";

const colours: Record<string, string> = { person: "#3d8fd1", organization: "#d9742b", place: "#2f9e77", event: "#c679ab", work: "#b8860b" };
const kindColour = (kind: string): string => colours[kind] ?? "#8a8f98";

/** A network with more is drawn with less detail, so that it stays fluid where there is no graphics card. */
const manyEdges = 1000;
const manyNodes = 1000;

export class Network {
  readonly graph = new Graph({ multi: true });
  private sigma?: Sigma;
  private worker?: Worker;

  constructor(private readonly box: HTMLElement, private readonly names: Names, private readonly chosen: (node: string) => void) {}

  /** show draws links, and nodes without any; those that are there already stay where they are. */
  show(links: Link[], alone: string[] = []): void {
    const nodes = new Set([...alone, ...links.flatMap((l) => [l.from, l.to])]);
    this.graph.clearEdges();
    for (const node of this.graph.nodes()) if (!nodes.has(node)) this.graph.dropNode(node);
    let i = 0;
    for (const node of nodes) {
      const { label, kind } = this.names(node);
      const r = 10 * Math.sqrt(++i), angle = 2.399963 * i; // a spiral, the same each time
      if (!this.graph.hasNode(node)) this.graph.addNode(node, { x: r * Math.cos(angle), y: r * Math.sin(angle) });
      this.graph.mergeNodeAttributes(node, { label, color: kindColour(kind), kind });
    }
    for (const l of links) this.graph.addDirectedEdge(l.from, l.to, { label: l.label, size: l.said ? 1 : 2, color: edgeColour(l) });
    const scale = Math.min(1, Math.sqrt(300 / (this.graph.order + 1))); // many nodes are small ones
    this.graph.forEachNode((node) => this.graph.setNodeAttribute(node, "size", Math.max(1.5, scale * (3 + Math.min(9, Math.sqrt(this.graph.degree(node)) * 1.5)))));
    this.draw();
    this.layout();
  }

  private draw(): void {
    if (this.sigma) {
      this.sigma.refresh();
      return;
    }
    const text = getComputedStyle(this.box).color;
    this.sigma = new Sigma(this.graph, this.box, {
      defaultEdgeType: this.graph.size > manyEdges ? "line" : "arrow", renderEdgeLabels: this.graph.size < 150, labelColor: { color: text }, edgeLabelColor: { color: text },
      labelRenderedSizeThreshold: this.graph.order > manyNodes ? 5 : 3, labelDensity: 0.7, stagePadding: 70, allowInvalidContainer: true,
      hideEdgesOnMove: this.graph.size > manyEdges, hideLabelsOnMove: this.graph.order > manyNodes,
      defaultDrawNodeHover: () => undefined,
    });
    this.sigma.on("clickNode", ({ node }) => this.chosen(node));
  }

  private layout(): void {
    this.worker?.terminate();
    this.box.dataset["layout"] = "running";
    if (!this.graph.order) return;
    const keys = this.graph.nodes();
    const input: LayoutInput = {
      nodes: keys.map((key) => ({ key, x: this.graph.getNodeAttribute(key, "x"), y: this.graph.getNodeAttribute(key, "y") })),
      edges: this.graph.mapEdges((_e, _a, from, to): [string, string] => [from, to]),
    };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const worker = new Worker("layout.js");
    this.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<LayoutOutput>) => {
      if (still && !data.done) return;
      const at = new Map(keys.map((key, i) => [key, i]));
      this.graph.updateEachNodeAttributes((key, attributes) => { // one redrawing for all
        const i = at.get(key);
        return i === undefined ? attributes : { ...attributes, x: data.x[i], y: data.y[i] };
      }, { attributes: ["x", "y"] });
      if (!data.done) return;
      this.box.dataset["layout"] = "done";
      worker.terminate();
    };
    worker.postMessage(input);
  }

  close(): void {
    this.worker?.terminate();
    this.sigma?.kill();
    this.sigma = undefined;
  }

  /** png copies sigma's layers into one picture. */
  png(): Promise<Blob | null> {
    const { width, height } = this.box.getBoundingClientRect();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width * devicePixelRatio, height * devicePixelRatio];
    const to = canvas.getContext("2d")!;
    to.fillStyle = getComputedStyle(document.body).backgroundColor;
    to.fillRect(0, 0, canvas.width, canvas.height);
    this.sigma?.refresh(); // WebGL forgets its pixels after the frame
    for (const layer of this.box.querySelectorAll("canvas")) if (layer.width) to.drawImage(layer, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done));
  }

  /** svg writes the network as it lies on the screen. */
  svg(): Blob {
    const { width, height } = this.box.getBoundingClientRect();
    const ns = "http://www.w3.org/2000/svg";
    const root = document.createElementNS(ns, "svg");
    const add = (tag: string, attributes: Record<string, string | number>, text = "") => {
      const e = document.createElementNS(ns, tag);
      for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, String(v));
      e.textContent = text;
      root.append(e);
    };
    root.setAttribute("viewBox", `0 0 ${Math.round(width)} ${Math.round(height)}`);
    add("rect", { width: "100%", height: "100%", fill: "#fff" });
    const at = (node: string) => {
      const a = this.graph.getNodeAttributes(node);
      const p = this.sigma ? this.sigma.graphToViewport({ x: a["x"], y: a["y"] }) : { x: 0, y: 0 };
      return { x: Math.round(p.x), y: Math.round(p.y), label: String(a["label"]), color: String(a["color"]), size: Number(a["size"]) };
    };
    this.graph.forEachEdge((_e, a, from, to) => {
      const [p, q] = [at(from), at(to)];
      add("line", { x1: p.x, y1: p.y, x2: q.x, y2: q.y, stroke: a["color"] });
      if (this.graph.size < 300) add("text", { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2, "font-size": 9, "font-family": "sans-serif", fill: "#444" }, a["label"]);
    });
    this.graph.forEachNode((node) => {
      const p = at(node);
      add("circle", { cx: p.x, cy: p.y, r: p.size, fill: p.color });
      add("text", { x: p.x + p.size + 2, y: p.y + 4, "font-size": 12, "font-family": "sans-serif" }, p.label);
    });
    return new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" });
  }
}

/** drawable tells whether this browser can draw with WebGL. */
export function drawable(): boolean {
  return !!document.createElement("canvas").getContext("webgl2");
}
