/** Which folders of modules call which, and which of them are root modules. */

/** The folders each folder calls by a relative path, by their names in order. Called folders may lack. */
export type CallGraph = ReadonlyMap<string, readonly string[]>;

/** The folders each folder is called from. */
export function callersIn(graph: CallGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const callers = new Map<string, Set<string>>();
  for (const [folder, calls] of graph) {
    for (const called of calls) {
      if (called === folder || !graph.has(called)) continue;
      const known = callers.get(called);
      if (known === undefined) callers.set(called, new Set([folder]));
      else known.add(folder);
    }
  }
  return callers;
}

/** The folders that no other calls. Of folders that only call each other in a circle the first counts as the root. */
export function rootsAmong(graph: CallGraph): readonly string[] {
  const callers = callersIn(graph);
  const roots = [...graph.keys()].filter((folder) => !callers.has(folder));
  const reached = reachedFrom(roots, graph);
  for (const folder of graph.keys()) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    for (const inner of reachedFrom([folder], graph)) reached.add(inner);
  }
  return roots;
}

/** The folders and all that they call, and what these call. */
export function reachedFrom(folders: readonly string[], graph: CallGraph): Set<string> {
  const reached = new Set(folders);
  for (const folder of reached) for (const called of graph.get(folder) ?? []) reached.add(called);
  return reached;
}
