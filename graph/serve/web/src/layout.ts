// The layout's worker: it gets a graph and sends places until they settle.
import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

export interface LayoutInput { nodes: { key: string; x: number; y: number }[]; edges: [string, string][] }
export interface LayoutOutput { x: Float32Array; y: Float32Array; done: boolean }

/** rounds of ten steps: fewer for large graphs, which would take minutes. */
const rounds = (nodes: number): number => Math.max(6, Math.min(40, Math.round(40_000 / (nodes + 1))));

self.onmessage = (message: MessageEvent<LayoutInput>) => {
  const graph = new Graph({ multi: true });
  for (const n of message.data.nodes) graph.addNode(n.key, { x: n.x, y: n.y });
  for (const [from, to] of message.data.edges) graph.addEdge(from, to);
  const settings = { ...forceAtlas2.inferSettings(graph), barnesHutOptimize: graph.order > 400, adjustSizes: false };
  const last = rounds(graph.order);
  for (let i = 1; i <= last; i++) {
    forceAtlas2.assign(graph, { iterations: 10, settings });
    const out: LayoutOutput = { x: new Float32Array(graph.order), y: new Float32Array(graph.order), done: i === last };
    let n = 0;
    graph.forEachNode((_, a) => {
      out.x[n] = a.x;
      out.y[n++] = a.y;
    });
    self.postMessage(out);
  }
};
