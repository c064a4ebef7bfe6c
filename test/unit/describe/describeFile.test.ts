import assert from 'node:assert/strict';
import { parseDescribeFile, type DescribeFile } from '../../../src/core/describe/describeFile.ts';
import { outputs } from '../../../src/core/describe/outputs.ts';
import { print } from '../../support/describeFolder.ts';

const subnet = (id: string): object => ({ SubnetId: id, VpcId: 'vpc-1' });

function parse(text: string, file = 'live/output.json'): DescribeFile {
  const parsed = parseDescribeFile(file, text);
  assert.ok(parsed !== undefined);
  return parsed;
}

function ids({ listings }: DescribeFile): readonly string[] {
  return listings.flatMap(({ resources }) => resources.map(({ type, address }) => `${type} ${address}`));
}

describe('describe output', () => {
  for (const output of outputs)
    it(`of ${output.command} is told by its content`, () => {
      const item = { [output.mark]: 'id-1', Other: [1] };
      const listed = output.within === undefined ? item : { [output.within]: [item] };
      const id = output.id === 'mark' ? 'id-1' : output.id.file.exec(output.id.example)![0];
      const file = output.id === 'mark' ? 'any.json' : output.id.example;
      assert.deepEqual(ids(parse(print({ [output.key]: [listed] }), `live/${file}`)), [
        `${output.type} ${id}`,
      ]);
      // Something else may have a list of that name.
      assert.equal(parseDescribeFile('live/other.json', print({ [output.key]: [{ Name: 'x' }] })), undefined);
      assert.equal(parseDescribeFile('live/other.json', print({ [output.key]: 'x' })), undefined);
    });

  for (const [what, text] of [
    ['nothing', ''],
    ['a template', '{ "Resources": { "A": { "Type": "AWS::EC2::VPC" } } }'],
    ['a package', '{ "name": "x", "files": [] }'],
    ['what --query leaves', '[{ "SubnetId": "subnet-1" }]'],
    ['YAML', 'Subnets:\n- SubnetId: subnet-1\n'],
    ['a key deeper down', '{ "data": { "Subnets": [{ "SubnetId": "subnet-1" }] } }'],
    ['an empty list among other things', '{ "Entries": [], "title": "x" }'],
    ['a long run of braces', '}\n{'.repeat(20_000)],
    ['a long run of blanks', `}\n${' '.repeat(100_000)}`],
  ] as const)
    it(`is not ${what}`, () => assert.equal(parseDescribeFile('live/x.json', text), undefined));

  it('may be empty', () => {
    const { listings, problems } = parse('{\n    "Subnets": []\n}\n');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      listings.map(({ output, resources, partial }) => [output.command, resources.length, partial]),
      [['describe-subnets', 0, undefined]],
    );
  });

  it('says where each thing stands, in the whole file', () => {
    const first = print({ Vpcs: [{ VpcId: 'vpc-😀' }] });
    const text = `\uFEFF${first}\n${print({ Subnets: [subnet('subnet-1')] })}`;
    const found = parse(text);
    assert.deepEqual(ids(found), ['describe:Vpc vpc-😀', 'describe:Subnet subnet-1']);
    for (const { resources } of found.listings)
      for (const { address, header, origin, properties } of resources) {
        assert.equal(text.slice(header.span.start, header.span.end), JSON.stringify(address));
        assert.deepEqual(header.extent, origin.span);
        assert.deepEqual(JSON.parse(text.slice(origin.span.start, origin.span.end)), {
          ...Object.fromEntries(
            [...properties.properties].map(([key, { value }]) => [
              key,
              value.kind === 'string' ? value.text : '',
            ]),
          ),
        });
        for (const { origin: place } of properties.properties.values())
          assert.match(text.slice(place.span.start, place.span.end), /^".*"$/);
      }
  });

  it('may be appended by >> or merged into one object, with other output between', () => {
    const all = { Vpcs: [{ VpcId: 'vpc-1' }], Subnets: [subnet('subnet-1')] };
    const identity = print({ UserId: 'AIDA', Account: '123456789012' });
    const expected = ['describe:Vpc vpc-1', 'describe:Subnet subnet-1'];
    assert.deepEqual(ids(parse(print(all))), expected);
    const appended = Object.entries(all).map(([key, items]) => print({ [key]: items }));
    assert.deepEqual(ids(parse(identity + appended.join(`\n${identity}`))), expected);
  });

  it('is one page where there is a token for the next', () => {
    for (const key of ['NextToken', 'NextMarker']) {
      const { listings } = parse(print({ Subnets: [subnet('subnet-1')], [key]: 'abc' }));
      assert.equal(listings[0]!.partial?.kind, 'page');
    }
    const { listings } = parse(print({ NextToken: null, Subnets: [subnet('subnet-1')] }));
    assert.equal(listings[0]!.partial, undefined);
  });

  it('counts up to a syntax error, and says that there may be more', () => {
    const text = print({ Subnets: [subnet('subnet-1'), subnet('subnet-2'), subnet('subnet-3')] });
    const broken = text.replace('"SubnetId": "subnet-2",', '"SubnetId": "subnet-2"');
    const found = parse(broken);
    assert.deepEqual(ids(found), ['describe:Subnet subnet-1']);
    assert.equal(found.listings[0]!.partial?.because.why, 'has a syntax error');
    assert.deepEqual(
      found.problems.map(({ code, message }) => [code, message]),
      [['json-syntax', 'This is not JSON: a comma is missing']],
    );
    const cut = parse(text.slice(0, text.indexOf('subnet-3')));
    assert.deepEqual(ids(cut), ['describe:Subnet subnet-1', 'describe:Subnet subnet-2']);
    assert.equal(cut.listings[0]!.partial?.kind, 'broken');
  });

  it('leaves out items without an id, and says so', () => {
    const found = parse(print({ Subnets: [subnet('subnet-1'), { VpcId: 'vpc-1' }, 7, { SubnetId: 3 }] }));
    assert.deepEqual(ids(found), ['describe:Subnet subnet-1']);
    assert.deepEqual(
      found.problems.map(({ code }) => code),
      ['describe-item', 'describe-item', 'describe-item'],
    );
    assert.equal(found.listings[0]!.partial?.kind, 'broken');
  });

  it('takes the id of what does not say it from the name of the file, and asks for one', () => {
    const text = print({ Entries: [{ Cidr: '10.0.0.0/8' }] });
    assert.deepEqual(ids(parse(text, 'live/pl-0abc/pl-0def12.json')), [
      'describe:PrefixListEntries pl-0def12',
    ]);
    const { problems } = parse(text, 'live/pl-0abc/entries.json');
    assert.match(problems[0]!.message, /file's name, as in prefix-list-entries-pl-/);
  });

  it('reports keys written twice and takes the later', () => {
    const { listings, problems } = parse(
      '{ "Subnets": [{ "SubnetId": "subnet-1", "SubnetId": "subnet-2" }] }',
    );
    assert.equal(listings[0]!.resources[0]!.address, 'subnet-2');
    assert.deepEqual(problems[0]!.code, 'json-duplicate-key');
  });

  it('takes hostile text for what it is, at once', () => {
    const deep = `{"Subnets": [{"SubnetId": "subnet-1", "x": ${'['.repeat(50_000)}`;
    assert.equal(parseDescribeFile('x.json', deep), undefined);
    const found = parse('{"Subnets": [{"SubnetId": "__proto__", "__proto__": {"VpcId": "vpc-1"}}]}');
    assert.equal(found.listings[0]!.resources[0]!.properties.properties.has('VpcId'), false);
    assert.ok(
      parse(`{"Subnets": [${'{"SubnetId": 1},'.repeat(20_000)}]}`.replace('1}', '"a"}')).problems.length <=
        20,
    );
    parseDescribeFile('x.json', `{"Subnets": [{"SubnetId": "a"}]}${'\n{"Vpcs": ['.repeat(5000)}`);
  });
});
