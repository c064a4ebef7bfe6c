import type { Origin } from '../text/origin.ts';
import type { Problem } from '../text/problem.ts';
import type { Because, Maybe, ObjectValue } from './value.ts';

export type Language = 'terraform' | 'cloudformation' | 'describe';

/** One resource as its language evaluates it. Nested blocks are list properties whose items are objects. */
export interface Resource {
  /** `aws_network_acl.main`, `module.vpc.aws_subnet.public[0]`, `WebAcl`, `Stack/WebAcl`. */
  readonly address: string;
  /** `aws_network_acl`, `AWS::EC2::NetworkAcl`. */
  readonly type: string;
  /** The whole declaration. Its `resource` is `address`. */
  readonly origin: Origin;
  /** The part a squiggle belongs under: Terraform's block header, CloudFormation's logical id. */
  readonly header: Origin;
  readonly properties: ObjectValue;
  /** Known `true`, or unknown when a condition, `count` or `for_each` that cannot be told decides whether it exists at all. */
  readonly exists: Maybe<true>;
}

/** All that one root module, stack or folder of describe output declares. */
export interface Configuration {
  /** The module's folder or the template's file, as the host names it. */
  readonly root: string;
  readonly language: Language;
  readonly files: readonly string[];
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** Terraform: child modules and data sources that were not read. One reason each. */
  readonly unread: readonly Because[];
}
