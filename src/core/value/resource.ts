/** What every language arrives at: the resources of a root module, a template or a folder of describe output, as values. */
import type { Annotation } from '../text/annotation.ts';
import type { Origin } from '../text/origin.ts';
import type { Problem } from '../text/problem.ts';
import type { Because, Maybe, ObjectValue, ReferenceValue } from './value.ts';

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
  /** CDK: the path of the construct it was made by, `MyStack/Vpc/Acl`. */
  readonly construct?: string;
  /** Terraform: arguments it never changes again once the resource is there (`lifecycle.ignore_changes`). */
  readonly ignoresChanges?: ReadonlySet<string> | 'all';
}

/**
 * A part of the deployment whose code was not read: a child module, a nested stack, a macro. What it was given it may
 * change: add rules to a group, routes to a table, or associate another network ACL with a subnet.
 */
export interface Unread extends Because {
  /** References to what it was given, or `everything` where nothing in the code is out of its reach. */
  readonly given: readonly ReferenceValue[] | 'everything';
}

/** All that one root module, stack or folder of describe output declares. */
export interface Configuration {
  /** The module's folder or the template's file, as the host names it. */
  readonly root: string;
  readonly language: Language;
  readonly files: readonly string[];
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** Child modules, nested stacks and macros that may hold further resources. */
  readonly unread: readonly Unread[];
  /** What authors say in comments, by file; files without any are left out. */
  readonly annotations?: ReadonlyMap<string, readonly Annotation[]>;
  /**
   * Addresses of what the outputs of a stack or a root module hand to whoever asks, such as other code that attaches a
   * group.
   */
  readonly handedOut?: ReadonlySet<string>;
  /** Terraform: where each module is called, by the names of its calls without instance keys: `module.vpc.module.subnets`. */
  readonly calls?: ReadonlyMap<string, Origin>;
  /** What was taken for granted about things outside the code, such as how many zones a Region has. */
  readonly assumptions?: readonly Because[];
  /**
   * Describe output: the types of resources that the folder does not list, or not to the end, each with the reason. Of
   * every other type it holds all there are.
   */
  readonly unlisted?: ReadonlyMap<string, Because>;
}
