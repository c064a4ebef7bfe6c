/** A template → the resources of its stack, as far as the text alone tells. */
import type { Maybe } from '../value/value.ts';
import { known } from '../value/value.ts';
import type { Configuration, Resource, Unread } from '../value/resource.ts';
import { StackScope } from './scope.ts';
import type { Template, TemplateResource } from './template.ts';

export interface StackOptions {
  /** Values of parameters by name, as they are passed when the stack is created; they win over defaults. */
  readonly parameters?: ReadonlyMap<string, string>;
}

/**
 * Evaluates every resource whose condition is not false. Whatever is not known before the stack is created stays
 * unknown with its reason; never throws. `root` is the template's file, addresses are logical ids.
 */
export function evaluateTemplate(template: Template, options: StackOptions = {}): Configuration {
  const scope = new StackScope(template, options.parameters ?? new Map());
  const resources = [...template.resources.values()].flatMap((declared) => resourceOf(declared, scope));
  return {
    root: template.file,
    language: 'cloudformation',
    files: [template.file],
    resources,
    problems: template.problems,
    unread: unreadOf(template),
  };
}

function resourceOf(declared: TemplateResource, scope: StackScope): Resource | [] {
  const { name, type, nameSpan, span } = declared;
  const exists = scope.exists(name, nameSpan);
  if (exists.kind === 'known' && !exists.value) return [];
  const file = scope.template.file;
  const certain: Maybe<true> = exists.kind === 'known' ? known(true) : exists;
  return {
    address: name,
    type,
    origin: { file, span, resource: name },
    header: { file, span: nameSpan, extent: span, resource: name },
    properties: scope.properties(name),
    exists: certain,
  };
}

/** What may hold further resources that are not read: macros, loops, nested stacks and modules. */
function unreadOf(template: Template): readonly Unread[] {
  const file = template.file;
  const unexpanded = template.unexpanded.map((part): Unread => ({
    what: part.name,
    why: 'is expanded by CloudFormation and may add or change resources',
    origin: { file, span: part.span },
    given: [],
  }));
  const nested = [...template.resources.values()].flatMap((resource): Unread | [] => {
    const origin = { file, span: resource.nameSpan, resource: resource.name };
    if (resource.type === 'AWS::CloudFormation::Stack') {
      return {
        what: resource.name,
        why: 'is a nested stack whose template is not read',
        origin,
        given: [],
      };
    }
    if (resource.type.endsWith('::MODULE')) {
      return { what: resource.name, why: 'is a module whose template is not read', origin, given: [] };
    }
    return [];
  });
  return [...unexpanded, ...nested];
}
