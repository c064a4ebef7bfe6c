import assert from 'node:assert/strict';
import type { Network } from '../../../src/core/aws/network.ts';
import { evaluateTemplate } from '../../../src/core/cloudformation/stack.ts';
import { parseTemplate } from '../../../src/core/cloudformation/template.ts';
import { lowerConfiguration } from '../../../src/core/lower/lower.ts';
import { evaluateModule } from '../../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';

function networkOf(text: string): Network {
  return lowerConfiguration(evaluateModule('m', [parseTerraformFile('m/main.tf', text)]));
}

/** `6/80-80 17/53-53`, with `alone` behind it where nothing else listens; `not told` where nothing is said. */
function listening({ interfaces }: Network, address: string): string {
  const found = interfaces.find((one) => one.address === address);
  assert.ok(found !== undefined);
  if (found.listening === undefined) return 'not told';
  const ports = found.listening.map(({ protocol, ports: { first, last } }) => `${protocol}/${first}-${last}`);
  return [...ports, ...(found.listensToNothingElse === true ? ['alone'] : [])].join(' ');
}

describe('what authors say listens', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['80', '6/80-80 alone'],
    ['80,443, 53/udp', '6/80-80 6/443-443 17/53-53 alone'],
    ['8000-8100', '6/8000-8100 alone'],
    ['T:443,8443,U:53,123', '6/443-443 6/8443-8443 17/53-53 17/123-123 alone'],
    ['443/tcp', '6/443-443 alone'],
    ['70000', 'not told'],
    ['90-80', 'not told'],
    ['http', 'not told'],
    ['80,', 'not told'],
    ['', 'not told'],
  ];
  for (const [ports, expected] of forms) {
    it(`is read: ${JSON.stringify(ports)}`, () => {
      const text = `# ackscope: listening ${ports}\nresource "aws_instance" "web" {\n  subnet_id = "subnet-1"\n}\n`;
      assert.equal(listening(networkOf(text), 'aws_instance.web'), expected);
    });
  }

  it('is for the resource below it, or on its line, and for every instance of it', () => {
    const network = networkOf(`
# ackscope: listening 80
resource "aws_instance" "web" {
  count     = 2
  subnet_id = "subnet-1"
}

resource "aws_instance" "db" { # ackscope: listening 5432
  subnet_id = "subnet-1" # ackscope: listening 22
}

resource "aws_instance" "other" {
  subnet_id = "subnet-1"
}
# ackscope: listening 25

resource "aws_instance" "last" {
  subnet_id = "subnet-1"
}
`);
    assert.equal(listening(network, 'aws_instance.web[0]'), '6/80-80 alone');
    assert.equal(listening(network, 'aws_instance.web[1]'), '6/80-80 alone');
    assert.equal(listening(network, 'aws_instance.db'), '6/5432-5432 alone');
    assert.equal(listening(network, 'aws_instance.other'), 'not told');
    assert.equal(listening(network, 'aws_instance.last'), 'not told');
  });

  it('takes the place of what could be inferred, and has the place of the comment', () => {
    const text = `
resource "aws_lb_target_group" "g" {
  port     = 8080
  protocol = "HTTP"
}
resource "aws_lb_target_group_attachment" "a" {
  target_group_arn = aws_lb_target_group.g.arn
  target_id        = aws_instance.web.id
}
# ackscope: listening 80
resource "aws_instance" "web" {
  subnet_id = "subnet-1"
}
`;
    const network = networkOf(text);
    assert.equal(listening(network, 'aws_instance.web'), '6/80-80 alone');
    const [said] = network.interfaces[0]!.listening!;
    assert.equal(text.slice(said!.origin.span.start, said!.origin.span.end), 'ackscope: listening 80');
    assert.equal(said!.why, 'has a comment that says so');
    assert.equal(listening(networkOf(text.replace('# ackscope', '# x')), 'aws_instance.web'), '6/8080-8080');
  });

  it('is read from YAML templates, above a resource or beside its name', () => {
    const text = `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  # ackscope: listening 80,53/udp
  Web:
    Type: AWS::EC2::Instance
    Properties: { SubnetId: subnet-1 }
  Db: # ackscope: listening 5432
    Type: AWS::EC2::Instance
    Properties: { SubnetId: subnet-1 }
  Other:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: subnet-1 # ackscope: listening 22
      UserData: "x# ackscope: listening 25"
`;
    const network = lowerConfiguration(evaluateTemplate(parseTemplate('t.yaml', text)!));
    assert.equal(listening(network, 'Web'), '6/80-80 17/53-53 alone');
    assert.equal(listening(network, 'Db'), '6/5432-5432 alone');
    assert.equal(listening(network, 'Other'), 'not told');
    const [said] = network.interfaces[0]!.listening!;
    assert.equal(text.slice(said!.origin.span.start, said!.origin.span.end), 'ackscope: listening 80,53/udp');
  });
});
