// The layout's worker: it gets a graph and sends places until they settle.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface LayoutInput { nodes: { key: string; x: number; y: number }[]; edges: [string, string][] }
export interface LayoutOutput { x: Float32Array; y: Float32Array; done: boolean }

/** How long the layout of a large graph may take, in milliseconds, and how often it sends places. */
const longest = 4000;
const often = 500;

/** steps: fewer for large graphs, which would take minutes. */
const steps = (nodes: number): number => Math.max(60, Math.min(400, Math.round(400_000 / (nodes + 1))));

self.onmessage = (message: MessageEvent<LayoutInput>) => {
  const graph = new Graph({ multi: true });
  for (const n of message.data.nodes) graph.addNode(n.key, { x: n.x, y: n.y });
  for (const [from, to] of message.data.edges) graph.addEdge(from, to);
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 400, adjustSizes: false };
  const began = performance.now();
  let sent = began;
  for (let left = steps(graph.order), done = false; !done;) {
    const now = Math.min(left, graph.order > 1000 ? 5 : 10);
    forceAtlas2.assign(graph, { iterations: now, settings });
    left -= now;
    done = left <= 0 || performance.now() - began > longest;
    if (!done && performance.now() - sent < (graph.order > 1000 ? often : 0)) continue;
    sent = performance.now();
    const out: LayoutOutput = { x: new Float32Array(graph.order), y: new Float32Array(graph.order), done };
    let n = 0;
    graph.forEachNode((_, a) => {
      out.x[n] = a.x;
      out.y[n++] = a.y;
    });
    self.postMessage(out);
  }
};
