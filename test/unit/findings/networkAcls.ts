/** Network ACLs in Terraform, in few words. */

/** A module with one network ACL that holds `rules`. */
export const acl = (rules: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_network_acl" "web" {
  vpc_id = aws_vpc.main.id
${rules}
}
`;

/** `100 allow tcp 443 10.0.0.0/8`, as an inbound rule; a leading `!` marks the place where it is found. */
export function ingress(...rules: readonly string[]): string {
  return rules
    .map((rule) => {
      const [number = '', action, protocol, ports = '0', cidr] = rule.replace('!', '').split(' ');
      const [from, to = from] = ports.split('-');
      return `
  ${rule.startsWith('!') ? '«ingress»' : 'ingress'} {
    rule_no    = ${number}
    protocol   = "${protocol}"
    action     = "${action}"
    cidr_block = "${cidr}"
    from_port  = ${from}
    to_port    = ${to}
  }`;
    })
    .join('\n');
}
