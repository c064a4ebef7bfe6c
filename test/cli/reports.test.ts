/** nmap's output options on the command line: which reports are written where. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from './cli.ts';
import { folder } from './folder.ts';

const at = folder({
  'main.tf': `
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id                   = aws_subnet.main.id
  private_ip                  = "10.0.1.10"
  associate_public_ip_address = true
  vpc_security_group_ids      = [aws_security_group.web.id]
}
`,
});

function scan(words: string): { readonly stdout: string; readonly stderr: string } {
  const { code, stdout, stderr } = cli(
    ['scan', 'main.tf', '-Pn', '-sA', ...words.split(' ').filter(Boolean)],
    at.path,
  );
  assert.equal(code, 0, stderr);
  return { stdout, stderr };
}

const read = (name: string): string => readFileSync(join(at.path, name), 'utf8');

describe('output options', () => {
  it('writes several files beside the usual text', () => {
    const { stdout } = scan('-p 22,23 -oN scan.nmap -oX scan.xml -oG scan.gnmap');
    assert.match(stdout, /^Starting Nmap 7\.93 [^]*^22\/tcp unfiltered ssh\n23\/tcp filtered +telnet$/m);
    assert.match(read('scan.nmap'), /^# Nmap 7\.93 scan initiated [^]*^22\/tcp unfiltered ssh$/m);
    assert.match(
      read('scan.xml'),
      /<port protocol="tcp" portid="22"><state state="unfiltered" reason="reset"/,
    );
    assert.match(
      read('scan.gnmap'),
      /\tPorts: 22\/unfiltered\/tcp\/\/ssh\/\/\/, 23\/filtered\/tcp\/\/telnet\/\/\/$/m,
    );
  });

  it('writes all three with -oA', () => {
    scan('-p 22 -oA all');
    assert.match(read('all.nmap'), /^# Nmap 7\.93 .* as: ackscope scan main\.tf -Pn -sA -p 22 -oA all$/m);
    assert.match(read('all.xml'), /^<\?xml /);
    assert.match(read('all.gnmap'), /Status: Up/);
  });

  const toStdout: readonly (readonly [string, RegExp])[] = [
    ['-oN -', /^# Nmap 7\.93 /],
    ['-oX -', /^<\?xml /],
    ['-oG -', /^# Nmap 7\.93 [^\n]*\nHost: /],
  ];
  for (const [words, expected] of toStdout) {
    it(`prints ${words} in place of the usual text`, () => {
      const { stdout } = scan(`-p 22 ${words}`);
      assert.match(stdout, expected);
      assert.doesNotMatch(stdout, /^Starting Nmap/m);
    });
  }

  it('prints JSON and writes a report', () => {
    const { stdout } = scan('-p 22 --format json -oG both.gnmap');
    assert.equal((JSON.parse(stdout) as { ackscope: number }).ackscope, 1);
    assert.match(read('both.gnmap'), /22\/unfiltered/);
  });

  const wordings: readonly (readonly [string, RegExp])[] = [
    ['', /^Not shown: 999 filtered tcp ports \(no-response\)$/m],
    ['--nmap-version 7.80', /^Starting Nmap 7\.80 [^]*^Not shown: 999 filtered ports\nPORT/m],
    ['--nmap-version 7.80 --reason', /^Reason: 999 no-responses$/m],
    ['-d -p 1-100', /^100\/tcp filtered +newacct +no-response$/m],
    ['-dd -v -p 1-100', /^Read from \/usr\/bin\/\.\.\/share\/nmap: nmap-services\.$/m],
    ['-v', /^Read data files from: \/usr\/bin\/\.\.\/share\/nmap$/m],
    ['--open', /^Some closed ports may be reported as filtered due to --defeat-rst-ratelimit$/m],
    ['--host-timeout 100ms', /^Skipping host aws_instance\.web \(10\.0\.1\.10\) due to host timeout$/m],
    ['--host-timeout 5m', /^22\/tcp unfiltered ssh$/m],
    ['--max-retries 1', /^22\/tcp unfiltered ssh$/m],
    ['-r --privileged --min-rate 500 --max-rate=1000 --scan-delay 1s', /^22\/tcp unfiltered ssh$/m],
  ];
  for (const [words, expected] of wordings) {
    it(`words a report as asked: ${words}`, () => assert.match(scan(words).stdout, expected));
  }
});

describe('connect', () => {
  const connect = (...words: readonly string[]): string => {
    const argv = ['connect', 'main.tf', '--from', 'aws_instance.web', '--to', '192.0.2.1', ...words, '443'];
    const { code, stdout, stderr } = cli(argv, at.path);
    assert.equal(code, 0, stderr);
    return stdout;
  };

  it('words its answer as the client it is told', () => {
    assert.match(connect(), /^Ncat: Version 7\.93 /);
    assert.match(connect('--client', 'ncat', '--nmap-version', '7.80'), /^Ncat: Version 7\.80 /);
    assert.match(connect('--client', 'nc'), /^nc: connect to 192\.0\.2\.1 port 443 \(tcp\) timed out: /);
  });

  it('knows no other client', () => {
    const argv = [
      'connect',
      'main.tf',
      '--from',
      'aws_instance.web',
      '--to',
      '192.0.2.1',
      '--client',
      'telnet',
      '443',
    ];
    assert.match(cli(argv, at.path).stderr, /^ackscope: --client telnet is unknown: ncat or nc\n$/);
  });
});
