import { equal } from 'node:assert/strict';
import { drawDiagram } from '../../../src/core/diagram/diagram.ts';
import { tableOf } from '../../../src/core/diagram/table.ts';
import { Topology } from '../../../src/core/reach/topology.ts';
import { network } from '../../support/networks.ts';

describe('the label of a box', () => {
  const cases: readonly [address: string, label: string][] = [
    ['aws_instance.web', 'web'],
    ['aws_instance.web[0]', 'web[0]'],
    ['aws_instance.web["a.b/c]"]', 'web["a.b/c]"]'],
    ['module.vpc.aws_subnet.public[1]', 'public[1]'],
    ['module.vpc["a"].aws_subnet.public["b"]', 'public["b"]'],
    [
      'module.a["${data.aws_availability_zones.b.names[1]}"].aws_instance.web["x-${module.c.data.aws_availability_zones.d.names[0]}"]',
      'web["x-{0}"]',
    ],
    ['data.aws_vpc.default', 'default'],
    ['module.a["b.c"].aws_vpc.main["d.e"].default_security_group_id', 'default'],
    ['WebInstance', 'WebInstance'],
    ['Network/WebInstance', 'WebInstance'],
    ['i-0123456789abcdef0', 'i-0123456789abcdef0'],
    ['default network ACL of aws_vpc.main', 'default network ACL of aws_vpc.main'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ];
  for (const [address, label] of cases) {
    it(`is ${label} for ${address}`, () => {
      const of = network({ hosts: [{ name: address }] });
      const { boxes } = drawDiagram(new Topology(of)).drawing;
      const box = boxes.find(({ kind }) => kind === 'instance')!;
      equal(box.label, label);
      equal(box.name, address);
    });
  }

  it('writes out characters nobody would see', () => {
    const of = network({ hosts: [{ name: 'web\u202e\u0007' }] });
    const { drawing } = drawDiagram(new Topology(of));
    const { boxes } = drawing;
    const box = boxes.find(({ kind }) => kind === 'instance')!;
    equal(box.label, 'web\\u{202e}\\u{7}');
    equal(box.name, box.label);
    equal(tableOf(drawing).boxes.at(-1)!.name, box.name);
  });
});
