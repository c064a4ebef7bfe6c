/** Nothing a user can type throws, hangs or reaches the terminal unescaped: every flag with values nobody should give it. */
import assert from 'node:assert/strict';
import { cli } from './cli.ts';
import { folder } from './folder.ts';

const code = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_instance" "web" {
  subnet_id  = aws_subnet.main.id
  private_ip = "10.0.1.10"
}
`;

const values = [
  '',
  '0',
  '-1',
  '70000',
  '99999999999999999999',
  '22-10',
  '22,,23',
  'T:',
  '٢٢',
  '😀\ud800',
  '\u202e\u0007\u001b[31m',
  '__proto__',
  '10.0.0.0/33',
  '::1/129',
  'fe80::1%eth0',
  'x'.repeat(10_000),
  '1,'.repeat(10_000),
];

/** Each with the place of the value, `?`. */
const lines: readonly string[] = [
  'scan main.tf -Pn -p ? aws_instance.web',
  'scan main.tf -Pn --top-ports ?',
  'scan main.tf -Pn -sS -g ?',
  'scan main.tf -Pn --from ?',
  'scan main.tf -Pn -sSU --listening ?',
  'scan main.tf -Pn -sU --silent ?',
  'scan main.tf -Pn --host-timeout ?',
  'scan main.tf -Pn -sO -p ?',
  'scan main.tf -Pn ?',
  'scan ?',
  'connect main.tf --from aws_instance.web --to ? 443',
  'connect main.tf --from ? --to aws_instance.web 22',
  'connect main.tf --from internet --to aws_instance.web ?',
  'connect main.tf --from internet --to aws_instance.web -p ? 22',
  'reach main.tf --from ?',
  'reach main.tf --to ?',
  'model ?',
  'check main.tf --severity ?',
  'diagram main.tf aws_instance.web -p ?',
  '?',
];

describe('hostile words on the command line', () => {
  const at = folder({ 'main.tf': code });

  for (const line of lines) {
    it(`are refused in one line, or taken, by ${line}`, () => {
      for (const value of values) {
        const argv = line.split(' ').map((word) => (word === '?' ? value : word));
        const result = cli(argv, at.path);
        assert.ok(result.code === 0 || result.code === 2, `exit code ${result.code} for ${value}`);
        assert.doesNotMatch(result.stdout + result.stderr, /[\u0000-\u0009\u000b-\u001f\u202e]/);
        if (result.code !== 2) continue;
        assert.equal(result.stdout, '');
        assert.match(result.stderr, /^ackscope: [^\n]+\n$/);
      }
    });
  }

  it('finds nothing behind a name that is too long for a file', () => {
    const { code: status, stderr } = cli(['scan', 'main.tf', 'x'.repeat(10_000)], at.path);
    assert.equal(status, 2);
    assert.match(stderr, /there is no x+ in the code/);
  });
});
