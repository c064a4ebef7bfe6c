/**
 * `terraform_remote_state`: the outputs of another root module of the workspace, where its backend keeps its state at the
 * very place that is read. What is not written in both, such as a key that is given to `terraform init`, finds nothing.
 */
import { textOf } from '../value/read.ts';
import { unknown, type ObjectValue, type Property } from '../value/value.ts';
import { joinPaths } from '../text/paths.ts';
import { seenFrom, type OtherRoot } from './findable.ts';
import type { Search } from './dataSourceSearch.ts';

const defaultWorkspace = 'default';

/** The name of a data source of this kind. */
export const remoteStateType = 'terraform_remote_state';

/**
 * The root modules whose state is the one that is asked for; more than one where two were given the same place.
 * @param others asked for only where it is known which state is read.
 */
export function writersOf(search: Search, others: () => readonly OtherRoot[]): readonly OtherRoot[] {
  const place = placeRead(search);
  return place === undefined
    ? []
    : others().filter((other) => placeWritten(other, search.workspace) === place);
}

/** The outputs of a root module as the data source has them. Its state may be older than the code, and have others. */
export function outputsOf({ path, state }: OtherRoot, search: Search): ReadonlyMap<string, Property> {
  const { address, origin } = search;
  const properties = new Map<string, Property>();
  for (const [name, value] of state?.outputs ?? [])
    properties.set(name, { value: seenFrom(path, value, origin), origin });
  const open = unknown(address, 'is read when Terraform runs', origin);
  const outputs: ObjectValue = { kind: 'object', properties, open };
  return new Map([['outputs', { value: outputs, origin }]]);
}

/** The place of the state a data source reads; `undefined` where a part of it is not known. */
function placeRead({ asked }: Search): string | undefined {
  // Who names no workspace reads that of `default`.
  const named = asked.get('workspace')?.value;
  const workspace = named === undefined || named.kind === 'null' ? defaultWorkspace : textOf(named);
  const type = textIn(asked, 'backend');
  const config = asked.get('config')?.value;
  if (workspace === undefined || type === undefined) return undefined;
  if (config === undefined) return placeIn(type, workspace, () => undefined, '');
  if (config.kind !== 'object' || config.open !== undefined) return undefined;
  for (const { value } of config.properties.values()) if (value.kind === 'unknown') return undefined;
  return placeIn(type, workspace, (name) => textIn(config.properties, name), '');
}

/** @param workspace that every root module of the code is run in. */
function placeWritten({ path, state }: OtherRoot, workspace: string): string | undefined {
  if (state === undefined) return undefined;
  const { type, settings } = state.backend;
  return placeIn(type, workspace, (name) => settings.get(name), path);
}

/**
 * Where a backend keeps the state of a workspace (SEMANTICS P17).
 * @param folder of whoever names the place, which paths are relative to.
 */
function placeIn(
  type: string,
  workspace: string,
  setting: (name: string) => string | undefined,
  folder: string,
): string | undefined {
  const isDefault = workspace === defaultWorkspace;
  switch (type) {
    case 's3': {
      const [bucket, key] = [setting('bucket'), setting('key')];
      if (bucket === undefined || key === undefined) return undefined;
      const prefix = setting('workspace_key_prefix') ?? 'env:';
      return `s3 ${bucket} ${isDefault ? key : joinPaths('', `${prefix}/${workspace}/${key}`)}`;
    }
    case 'local': {
      const path = isDefault
        ? (setting('path') ?? 'terraform.tfstate')
        : `${setting('workspace_dir') ?? 'terraform.tfstate.d'}/${workspace}/terraform.tfstate`;
      return path.startsWith('/') ? undefined : `local ${joinPaths('', `${folder}/${path}`)}`;
    }
    default:
      return undefined;
  }
}

function textIn(properties: ReadonlyMap<string, Property>, name: string): string | undefined {
  const value = properties.get(name)?.value;
  return value === undefined ? undefined : textOf(value);
}
