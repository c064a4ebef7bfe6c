/** Security groups in few words. */

/** A module with one security group. */
export const group = (rules: string): string => `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "web" {
  vpc_id = aws_vpc.main.id
${rules}
}
`;

/** A block of it. */
export function groupRule(
  protocol: string,
  from: string,
  to: string,
  header = 'ingress',
  peers = 'cidr_blocks = ["10.0.0.0/8"]',
): string {
  return `
  ${header} {
    protocol  = "${protocol}"
    from_port = ${from}
    to_port   = ${to}
    ${peers}
  }`;
}

/** A template with one security group, and its rules in YAML's short form. */
export const cfnGroup = (...rules: readonly string[]): string => `
Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: web
      VpcId: vpc-1
      SecurityGroupIngress:
${rules.map((rule) => `        - ${rule}\n`).join('')}`;
