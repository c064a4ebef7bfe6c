/** Diagrams of networks of every size: what is computed before anything is painted, folded as the size decides and unfolded. */
import { drawDiagram } from '../src/core/diagram/diagram.ts';
import { svgOf } from '../src/core/diagram/svg.ts';
import { wholeView } from '../src/core/diagram/view.ts';
import type { Network } from '../src/core/aws/network.ts';
import { Topology } from '../src/core/reach/topology.ts';
import { measure, type Row } from './measure.ts';
import { networkOf } from './networks.ts';

/** Rows for the table. Of a folded network a subnet is one box. */
export function diagramRows(): readonly Row[] {
  return [
    drawing(10, 50),
    drawing(100, 50),
    drawing(500, 50),
    unfolded(500, 100),
    drawing(5000, 200),
    found(5000, 200),
    written(500, 50),
  ];
}

/** Ten instances a subnet, five subnets a network ACL. */
export function networkOfInstances(instances: number): Network {
  return networkOf({
    instances,
    subnets: Math.max(2, instances / 10),
    networkAcls: Math.max(2, instances / 50),
    groups: Math.max(10, (instances * 3) / 40),
  });
}

function topologyOf(instances: number): Topology {
  return new Topology(networkOfInstances(instances));
}

function name(instances: number, rest = ''): string {
  return `diagram of ${instances.toLocaleString('en')} instances${rest}`;
}

function drawing(instances: number, budget: number): Row {
  const { network } = topologyOf(instances);
  return measure(name(instances), budget, 20, () => {
    drawDiagram(new Topology(network));
  });
}

function unfolded(instances: number, budget: number): Row {
  const topology = topologyOf(instances);
  const view = {
    ...wholeView,
    unfolded: topology.network.subnets.map(({ address }) => `subnet ${address}`),
  };
  return measure(name(instances, ', every subnet unfolded'), budget, 20, () => {
    drawDiagram(new Topology(topology.network), { view });
  });
}

function found(instances: number, budget: number): Row {
  const topology = topologyOf(instances);
  const view = { ...wholeView, query: 'instance17', onlyFound: true };
  return measure(name(instances, ', narrowed by a search'), budget, 20, () => {
    drawDiagram(topology, { view });
  });
}

function written(instances: number, budget: number): Row {
  const { drawing } = drawDiagram(topologyOf(instances));
  return measure(name(instances, ' as SVG'), budget, 20, () => {
    svgOf(drawing, { title: 'bench', theme: 'light' });
  });
}
