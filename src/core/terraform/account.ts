/**
 * Which AWS account a configuration of a provider leads to, as far as the code says: `allowed_account_ids` and the ARN of
 * the role it assumes name it; profiles and keys only tell whether two configurations ask in the same way.
 */
import { textOf } from '../value/read.ts';
import type { Because, Value } from '../value/value.ts';

export interface Account {
  /** The only ids it can have; `undefined` where the code names none. */
  readonly ids: ReadonlySet<string> | undefined;
  /** Everything written about how to sign in, what is not known by the names of what would settle it. */
  readonly credentials: string;
  /** Whether something of that is not known: the same variable may be worth something else in another root module. */
  readonly isOpen: boolean;
}

/** Arguments of the `aws` provider that choose how to sign in, and by that the account. */
const signIn = [
  'access_key',
  'assume_role',
  'assume_role_with_web_identity',
  'profile',
  'shared_config_files',
  'shared_credentials_file',
  'shared_credentials_files',
];

/** Names of all arguments that tell of the account. */
export const accountArguments: ReadonlySet<string> = new Set([...signIn, 'allowed_account_ids']);

/** Whoever signs in as the machine does, into whatever account that is. */
export const defaultAccount: Account = { ids: undefined, credentials: '', isOpen: false };

/** @param configured those of {@link accountArguments} that are set, by name. */
export function accountOf(configured: ReadonlyMap<string, Value>): Account {
  const role =
    roleOf(configured.get('assume_role')) ?? roleOf(configured.get('assume_role_with_web_identity'));
  const ofRole = /^arn:aws[\w-]*:iam::(\d{12}):/.exec(role ?? '')?.[1];
  const credentials = signIn.flatMap((name) => printOf(name, configured.get(name))).join(' ');
  return {
    ids: ofRole === undefined ? allowedBy(configured.get('allowed_account_ids')) : new Set([ofRole]),
    credentials,
    isOpen: signIn.some((name) => isOpen(configured.get(name))),
  };
}

/**
 * Whether two configurations lead to the same account: `alike` where nothing tells them apart, as they sign in the same
 * way; `undefined` where they sign in differently and may end in one account or in two, or one is not in the code.
 * @param areOfOneRoot whether the same names in both are worth the same.
 */
export function compareAccounts(
  a: Account | undefined,
  b: Account | undefined,
  areOfOneRoot: boolean,
): 'same' | 'alike' | 'other' | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a.ids !== undefined && b.ids !== undefined) {
    const shared = [...a.ids].filter((id) => b.ids?.has(id) === true);
    if (shared.length === 0) return 'other';
    if (a.ids.size === 1 && b.ids.size === 1) return 'same';
  }
  return a.credentials === b.credentials && (areOfOneRoot || !a.isOpen) ? 'alike' : undefined;
}

/** The account in words, the same for the same. */
export function printOfAccount(account: Account | undefined): string {
  return account === undefined ? '' : `${[...(account.ids ?? [])].sort().join()} ${account.credentials}`;
}

/** The role that is assumed last; several are assumed one after the other. */
function roleOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'list') return value.open === undefined ? roleOf(value.items.at(-1)?.value) : undefined;
  const arn = value?.kind === 'object' ? value.properties.get('role_arn') : undefined;
  return arn && textOf(arn.value);
}

function allowedBy(value: Value | undefined): ReadonlySet<string> | undefined {
  if (value?.kind !== 'list' || value.open !== undefined) return undefined;
  const ids = value.items.map((item) => textOf(item.value));
  return ids.every((id) => id !== undefined) && ids.length > 0 ? new Set(ids) : undefined;
}

function printOf(name: string, value: Value | undefined): readonly string[] {
  if (value === undefined || value.kind === 'null') return [];
  // A dynamic block over nothing.
  if (value.kind === 'list' && value.items.length === 0 && value.open === undefined) return [];
  return [`${name}=${print(value)}`];
}

function print(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return open(value.because);
    case 'list':
      return `[${[...value.items.map((item) => print(item.value)), value.open && open(value.open.because)].join()}]`;
    case 'object':
      // How a session is called and how long it lasts changes no account.
      return print(value.properties.get('role_arn')?.value ?? value.open ?? { kind: 'null' });
    default:
      return JSON.stringify(value);
  }
}

function isOpen(value: Value | undefined): boolean {
  switch (value?.kind) {
    case 'unknown':
      return true;
    case 'list':
      return value.open !== undefined || value.items.some((item) => isOpen(item.value));
    case 'object':
      return isOpen(value.properties.get('role_arn')?.value ?? value.open);
    default:
      return false;
  }
}

function open(because: readonly Because[]): string {
  return `?${because.map(({ what }) => what).join()}`;
}
