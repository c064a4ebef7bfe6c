/**
 * Whole modules against Terraform itself: `plan.json` beside each is what `terraform plan` makes of it with the AWS
 * provider (scripts/terraformModules.mjs). Every instance and every value in it must come out the same.
 */
import assert from 'node:assert/strict';
import { shownText } from '../../src/core/terraform/standIns.ts';
import { standInOf } from '../../src/core/terraform/values.ts';
import { textOf } from '../../src/core/value/read.ts';
import type { Configuration } from '../../src/core/value/resource.ts';
import { explain, type Value } from '../../src/core/value/value.ts';
import { Workspace } from '../../src/core/workspace.ts';
import { filesOfModule, ownModules, planTextOf } from '../support/ownModules.ts';

interface PlannedResource {
  readonly address: string;
  readonly values: Json;
  /** `true` in place of what is known after apply only. */
  readonly unknown: Json;
}

type Json = null | boolean | number | string | readonly Json[] | JsonObject;

interface JsonObject {
  readonly [name: string]: Json;
}

function configurationOf(name: string): Configuration {
  const workspace = new Workspace();
  for (const [file, text] of filesOfModule(name)) workspace.update(file, text);
  assert.deepEqual(workspace.problems(), []);
  const [analysis] = workspace.analyses();
  assert.ok(analysis);
  return analysis.configuration;
}

interface Plan {
  /** What Terraform was told the data source of zones found. */
  readonly zones?: readonly string[];
  readonly resources: readonly PlannedResource[];
}

function planOf(name: string): Plan {
  return JSON.parse(planTextOf(name)) as Plan;
}

/** What stands for a string, with the names Terraform was told for those of zones. */
function filled(text: string, { zones = [] }: Plan): string {
  return text
    .replaceAll(/\$\{[\w.]*\.names\[(\d)\]\}/g, (_, index: string) => zones[Number(index)] ?? '')
    .replaceAll(/\$\{substr\([\w.]*\.names\[(\d)\], -1, 1\)\}/g, (_, index: string) => zones[Number(index)]?.at(-1) ?? '');
}

/** What is different about a value; `undefined` when nothing is. */
function difference(ours: Value, theirs: Json, unknown: Json, plan: Plan): string | undefined {
  if (unknown === true) return hasNothingKnown(ours) ? undefined : 'is known';
  switch (ours.kind) {
    case 'unknown': {
      const standIn = standInOf(ours);
      if (standIn !== undefined && filled(shownText(standIn), plan) === theirs) return undefined;
      return `is unknown: ${explain(ours.because)}`;
    }
    case 'reference':
      return `is a reference to ${ours.resource}.${ours.attribute}`;
    case 'null':
      return isEmpty(theirs) ? undefined : `is null and not ${JSON.stringify(theirs)}`;
    case 'list':
      return listDifference(ours, theirs, unknown, plan);
    case 'object':
      return objectDifference(ours.properties, theirs, unknown, plan);
    default:
      return textOf(ours) === scalarText(theirs) ? undefined : `is ${textOf(ours)} and not ${JSON.stringify(theirs)}`;
  }
}

/** Of a set with an unknown item Terraform's provider knows nothing, and of what is left out neither. */
function hasNothingKnown(ours: Value): boolean {
  if (ours.kind === 'list') return ours.items.every(({ value }) => hasNothingKnown(value));
  return ours.kind === 'reference' || ours.kind === 'unknown' || ours.kind === 'null';
}

/** Most lists of the provider are sets, whose order is its own: every item needs one that it is equal to. */
function listDifference(
  ours: Value & { kind: 'list' },
  theirs: Json,
  unknown: Json,
  plan: Plan,
): string | undefined {
  if (ours.open !== undefined) return `is open: ${explain(ours.open.because)}`;
  if (!Array.isArray(theirs)) return ours.items.length === 0 ? undefined : 'is a list';
  const masks = Array.isArray(unknown) ? (unknown as readonly Json[]) : [];
  const left = (theirs as readonly Json[]).map((value, index) => ({ value, mask: masks[index] ?? false }));
  for (const { value } of ours.items) {
    const found = left.findIndex((other) => difference(value, other.value, other.mask, plan) === undefined);
    const [nearest] = left;
    if (found < 0)
      return nearest === undefined
        ? 'has an item too many'
        : `has an item that ${difference(value, nearest.value, nearest.mask, plan) ?? ''}`;
    left.splice(found, 1);
  }
  return left.length === 0 ? undefined : `lacks ${JSON.stringify(left[0]?.value)}`;
}

function objectDifference(
  ours: ReadonlyMap<string, { readonly value: Value }>,
  theirs: Json,
  unknown: Json,
  plan: Plan,
): string | undefined {
  for (const [name, { value }] of ours) {
    const found = difference(value, at(theirs, name), at(unknown, name), plan);
    if (found !== undefined) return `${name} ${found}`;
  }
  const missing = Object.keys(theirs ?? {}).find((name) => !ours.has(name) && !isEmpty(at(theirs, name)));
  return missing === undefined ? undefined : `${missing} is missing`;
}

function at(json: Json, name: string): Json {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  return (json as JsonObject)[name] ?? null;
}

function scalarText(json: Json): string | undefined {
  return typeof json === 'object' ? undefined : String(json);
}

/** Arguments of which the provider has a value that is not empty where they are left out. */
const filledIn: ReadonlySet<string> = new Set([
  'auto_minor_version_upgrade',
  'client_keep_alive',
  'connectivity_type',
  'delete_automated_backups',
  'deregistration_delay',
  'description',
  'desync_mitigation_mode',
  'dns_record_client_routing_policy',
  'enable_dns_support',
  'enable_http2',
  'health_check_grace_period',
  'idle_timeout',
  'instance_tenancy',
  'metrics_granularity',
  'source_dest_check',
  'tags_all',
  'vpc_endpoint_type',
  'wait_for_capacity_timeout',
  'xff_header_processing_mode',
]);

/** The provider fills in what is left out. */
function isEmpty(json: Json): boolean {
  return json === null || json === '' || json === false || json === 0 || (Array.isArray(json) && json.length === 0);
}

describe('terraform plan', () => {
  for (const name of ownModules) {
    describe(name, () => {
      const configuration = configurationOf(name);
      const plan = planOf(name);
      const { resources: planned } = plan;

      it('has the same resources', () => {
        assert.deepEqual(
          configuration.resources.map(({ address }) => filled(address, plan)).sort(),
          planned.map(({ address }) => address).sort(),
        );
        assert.deepEqual(
          configuration.resources.filter(({ exists }) => exists.kind === 'unknown'),
          [],
        );
      });

      for (const { address, values, unknown } of planned) {
        it(`has the same values in ${address}`, () => {
          const resource = configuration.resources.find((one) => filled(one.address, plan) === address);
          assert.ok(resource);
          for (const [property, { value }] of resource.properties.properties) {
            const found = difference(value, at(values, property), at(unknown, property), plan);
            assert.equal(found && `${property} ${found}`, undefined);
          }
          const missing = Object.keys(values as JsonObject).filter(
            (name) => !resource.properties.properties.has(name) && !isEmpty(at(values, name)) && !filledIn.has(name),
          );
          assert.deepEqual(missing, []);
        });
      }
    });
  }
});
