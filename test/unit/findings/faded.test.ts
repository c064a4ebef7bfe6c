import assert from 'node:assert/strict';
import { findingsIn } from '../../support/rules.ts';
import { vpc } from './securityGroups.ts';

/** A network ACL that allows 1000-2000, then rules for some ports by `for_each`. */
const code = (ports: string, more = ''): string =>
  vpc(`
resource "aws_network_acl" "app" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.app.id]
}

resource "aws_network_acl_rule" "wide" {
  network_acl_id = aws_network_acl.app.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1000
  to_port        = 2000
}

resource "aws_network_acl_rule" "each" {
  for_each       = { for i, port in ${ports} : port => i }
  network_acl_id = aws_network_acl.app.id
  rule_number    = 200 + each.value
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = each.key
  to_port        = each.key
}
${more}`);

const faded = (text: string): readonly (true | undefined)[] =>
  findingsIn('nacl-rule-shadowed', 'terraform', text).map(({ unnecessary }) => unnecessary);

describe('code that does nothing', () => {
  it('is faded where it does nothing in any instance', () => {
    assert.deepEqual(faded(code('[1200, 1300]')), [true]);
  });

  it('is told and not faded where it counts in another one', () => {
    assert.deepEqual(faded(code('[1200, 3000]')), [undefined]);
  });
});
