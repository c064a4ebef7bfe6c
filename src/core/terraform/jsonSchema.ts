/**
 * What Terraform's own language makes of JSON (`main.tf.json`): which properties are blocks, and which strings are not
 * templates but names, types or plain text, as Terraform 1.11 decodes them. The blocks of resources are the provider's
 * to know; as arguments their objects come out alike.
 */
import type { BlockSchema, BodySchema } from '../hcl/jsonSyntax.ts';
import type { StringReading } from '../hcl/jsonString.ts';

type Blocks = Readonly<Record<string, readonly [labels: number, body: BodySchema]>>;

interface Parts {
  readonly blocks?: Blocks;
  /** Arguments that hold references or types: `provider`, `depends_on`. */
  readonly native?: readonly string[];
  /** Arguments Terraform reads before anything has a value. */
  readonly literal?: readonly string[];
  readonly otherwise?: StringReading;
  readonly nested?: BodySchema;
}

function body({ blocks = {}, native = [], literal = [], otherwise = 'template', nested }: Parts): BodySchema {
  const schemas = Object.entries(blocks).map(([type, [labels, inner]]): [string, BlockSchema] => [
    type,
    { labels, body: inner },
  ]);
  const strings = new Map<string, StringReading>([
    ...native.map((name) => [name, 'native'] as const),
    ...literal.map((name) => [name, 'literal'] as const),
  ]);
  return { blocks: new Map(schemas), strings, otherwise, nested };
}

/** A body whose blocks are a provider's: at any depth there may be `dynamic` blocks, whose content is one again. */
function providerBody(parts: Parts): BodySchema {
  const nested: { -readonly [Key in keyof BodySchema]: BodySchema[Key] } = body({});
  nested.blocks = body({
    blocks: { dynamic: [1, body({ native: ['iterator'], blocks: { content: [0, nested] } })] },
  }).blocks;
  nested.nested = nested;
  const own = body({ ...parts, nested });
  return { ...own, blocks: new Map([...own.blocks, ...nested.blocks]) };
}

const plain = body({});
const literal = body({ otherwise: 'literal' });

const resource = providerBody({
  native: ['provider', 'depends_on'],
  blocks: {
    lifecycle: [
      0,
      body({
        native: ['ignore_changes', 'replace_triggered_by'],
        blocks: { precondition: [0, plain], postcondition: [0, plain], action_trigger: [0, plain] },
      }),
    ],
    provisioner: [1, providerBody({ blocks: { connection: [0, plain] } })],
    connection: [0, plain],
  },
});

/** Terraform files: `.tf.json` and `.tofu.json`. */
export const configurationSchema: BodySchema = body({
  blocks: {
    terraform: [
      0,
      body({
        literal: ['required_version'],
        blocks: {
          required_providers: [0, literal],
          backend: [1, plain],
          cloud: [0, body({ blocks: { workspaces: [0, plain] } })],
          provider_meta: [1, plain],
        },
      }),
    ],
    provider: [1, providerBody({ literal: ['alias', 'version'] })],
    variable: [
      1,
      body({
        native: ['type'],
        literal: ['default', 'description'],
        blocks: { validation: [0, plain] },
      }),
    ],
    locals: [0, plain],
    output: [
      1,
      body({ native: ['depends_on'], literal: ['description'], blocks: { precondition: [0, plain] } }),
    ],
    module: [1, body({ native: ['providers', 'depends_on'], literal: ['source', 'version'] })],
    resource: [2, resource],
    data: [2, resource],
    ephemeral: [2, resource],
    moved: [0, body({ native: ['from', 'to'] })],
    import: [0, body({ native: ['to', 'provider'] })],
    removed: [0, body({ native: ['from'], blocks: { lifecycle: [0, plain], provisioner: [1, plain] } })],
    check: [1, body({ blocks: { data: [2, resource], assert: [0, plain] } })],
  },
});

/** Files of values for variables, `.tfvars.json`: everything means itself. */
export const valuesSchema: BodySchema = literal;
