// Reads each GEXF file named with graphology's parser, which Gephi Lite and sigma use, and prints a line of
// JSON: the file, how many nodes and edges it has, and the attributes of the first of each.
//
//   npm install --no-package-lock && node read.mjs network-static.gexf ...

import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node read.mjs FILE.gexf ...");
  process.exit(2);
}
for (const file of files) {
  const graph = gexf.parse(Graph, readFileSync(file, "utf8"));
  const [node] = graph.nodes();
  const [edge] = graph.edges();
  console.log(
    JSON.stringify({
      file,
      nodes: graph.order,
      edges: graph.size,
      type: graph.type,
      multi: graph.multi,
      node: node === undefined ? null : { id: node, ...graph.getNodeAttributes(node) },
      edge: edge === undefined ? null : { id: edge, ...graph.getEdgeAttributes(edge) },
    }),
  );
}
