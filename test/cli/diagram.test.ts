import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, refuses } from './cli.ts';
import { folder } from './folder.ts';

const experiment = (name: string): string =>
  readFileSync(`examples/stateless-vs-stateful/terraform/${name}/main.tf`, 'utf8');

describe('ackscope diagram', () => {
  const at = folder({
    'ephemeral/main.tf': experiment('nacl-ephemeral'),
    'closed/main.tf': experiment('sg-closed'),
    'shop/main.tf': readFileSync('test/unit/diagram/golden/threeTier.tf', 'utf8'),
    'empty/main.tf': 'variable "a" {}\n',
  });
  const svg = (...argv: readonly string[]): string => {
    const { code, stdout, stderr } = cli(['diagram', ...argv], at.path);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^]*<\/svg>\n$/);
    return stdout;
  };

  it('draws a network to stdout', () => {
    const picture = svg('shop');
    assert.match(picture, /<title id="title">Network of shop<\/title>/);
    for (const text of ['Load balancer', 'NAT gateway', 'Database', 'Endpoint', 'tcp 8080'])
      assert.ok(picture.includes(`>${text}</text>`), text);
    assert.doesNotMatch(picture, /class="path /);
  });

  it('writes a file, and nothing else', () => {
    const { code, stdout } = cli(['diagram', 'shop', '-o', 'shop.svg', '--theme', 'dark'], at.path);
    assert.deepEqual([code, stdout], [0, '']);
    assert.match(readFileSync(join(at.path, 'shop.svg'), 'utf8'), /\.page\{fill:#1f1f1f\}/);
  });

  it('shows a probe die, and by which rule', () => {
    const picture = svg('ephemeral', 'aws_instance.web', '-p', '22');
    for (const text of ['ACK', 'rule *', 'no-response → filtered'])
      assert.ok(picture.includes(`>${text}</text>`), text);
  });

  it('shows a connection, packet by packet', () => {
    const picture = svg('ephemeral', 'aws_instance.web', '-sT', '-p', '8080', '--listening', '8080');
    for (const text of ['SYN', 'SYN-ACK', 'ACK']) assert.ok(picture.includes(`>${text}</text>`), text);
    assert.match(picture, /syn-ack → open/);
  });

  it('goes out by a NAT gateway to a host outside', () => {
    const picture = svg('shop', '203.0.113.9', '-sT', '--from', 'aws_instance.app["a"]');
    assert.match(
      picture,
      /NAT gateway aws_nat_gateway\.shop: sends it on from an address and a port of its own/,
    );
  });

  it('narrows to one resource', () => {
    const picture = svg('shop', '--focus', 'aws_db_instance.data');
    assert.match(picture, /reaches aws_db_instance\.data.* on tcp 5432/);
    assert.doesNotMatch(picture, />NAT gateway<\/text>/);
  });

  it('takes the network a target is in', () => {
    assert.match(svg('shop', 'closed', 'aws_db_instance.data', '-p', '5432'), /Network of shop/);
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /needs the path/],
    [['shop', 'closed'], /hold 2 networks/],
    [['shop', 'aws_instance.nobody'], /there is no aws_instance\.nobody/],
    [['shop', '203.0.113.9'], /outside the code, and so is the source/],
    [['shop', '--from', '203.0.113.9'], /name the TARGET/],
    [['shop', '--from', 'aws_instance.app["a"]', 'aws_instance.app["a"]'], /are both/],
    [['shop', '--focus', 'aws_instance.nobody'], /--focus: there is no/],
    [['shop', '--theme', 'pink'], /light or dark/],
    [['shop', '-p', '22,23'], /one port/],
    [['shop', '-p', '65536'], /one port/],
    [['shop', '-sA', '-sS'], /exclude each other/],
    [['shop', '--listening', 'http:'], /--listening/],
    [['shop', '-o', 'nowhere/shop.svg'], /cannot write nowhere\/shop\.svg: ENOENT/],
    [['shop', '--them', 'dark'], /unknown option --them; did you mean --theme\?/],
  ];
  for (const [argv, message] of wrong) {
    it(`refuses ${argv.join(' ') || 'no path'}`, () => {
      refuses(cli(['diagram', ...argv], at.path), message);
      assert.ok(!existsSync(join(at.path, 'nowhere')));
    });
  }

  it('draws even what has no network in it', () => {
    assert.match(svg('empty'), />Internet<\/text>/);
  });
});
