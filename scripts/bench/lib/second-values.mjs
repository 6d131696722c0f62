/** A summary of a graph, as large as that of a middling one: 2.6 kB of JSON, lists of structures, lists of maps. */
const COUNT = 32;

const named = (prefix, count) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

function fullSummary(i = 0) {
  return {
    version: 'v1',
    lastStatisticsComputationTime: `2026-11-24T03:14:${String(i % 60).padStart(2, '0')}.159Z`,
    graphSummary: {
      numNodes: 4_294_967_296 + i,
      numEdges: 57_645 + i,
      numNodeLabels: 8,
      numEdgeLabels: 5,
      nodeLabels: named('Label', 8),
      edgeLabels: named('relates', 5),
      numNodeProperties: 12,
      numEdgeProperties: 4,
      nodeProperties: named('property', 12).map((name, at) => ({ [name]: 1000 * at + i })),
      edgeProperties: named('weight', 4).map((name, at) => ({ [name]: 77 * at + i })),
      totalNodePropertyValues: 22_000 + i,
      totalEdgePropertyValues: 57_000 + i,
      nodeStructures: named('', 12).map((_, at) => ({
        count: 10 + at + i,
        nodeProperties: named('property', 1 + (at % 6)),
        distinctOutgoingEdgeLabels: named('relates', at % 4),
      })),
      edgeStructures: named('', 6).map((_, at) => ({
        count: 5 + at + i,
        edgeProperties: named('weight', at % 3),
      })),
    },
  };
}

const changed = (change) => (i) => {
  const value = fullSummary(i);
  change(value.graphSummary);
  return value;
};

const wrongDeep = changed((summary) => {
  summary.nodeStructures[9].nodeProperties[0] = 7;
});
const fiveWrong = changed((summary) => {
  summary.numNodes = 'many';
  summary.edgeLabels[2] = null;
  summary.nodeProperties[3].property3 = 0.5;
  summary.nodeStructures[9].nodeProperties[0] = 7;
  summary.edgeStructures[1].count = '1';
});

const list = (make) => Array.from({ length: COUNT }, (_, i) => JSON.parse(JSON.stringify(make(i))));

/** `wrong`: how many issues a value has. */
export const summaryRows = {
  'accept, full': { values: list(fullSummary), wrong: 0, ask: 'accepts' },
  'reject, wrong deep member': { values: list(wrongDeep), wrong: 1, ask: 'accepts' },
  'all issues, valid': { values: list(fullSummary), wrong: 0, ask: 'count' },
  'all issues, one wrong': { values: list(wrongDeep), wrong: 1, ask: 'count' },
  'all issues, five wrong': { values: list(fiveWrong), wrong: 5, ask: 'count' },
};
