/** Tables of calls of intrinsic functions, each in JSON and in every spelling of YAML. */
import assert from 'node:assert/strict';
import { inJson, inYaml, propertyOf } from './support.ts';

interface Case {
  readonly json: unknown;
  /** Spellings of the same call; the long form is added by itself. */
  readonly yaml: readonly string[];
  readonly worth: unknown;
}

export const later = 'is known only when the stack is created';
export const chosen = 'is chosen by AWS when it is created';
export const zones = 'Fn::GetAZs lists the zones of the account only when the stack is created';
export const open = 'Parameter Open has no default';

/** Registers the tests of families of functions. */
export function testIntrinsics(families: Readonly<Record<string, readonly Case[]>>): void {
  describe('CloudFormation intrinsic functions', () => {
    for (const [family, cases] of Object.entries(families)) {
      describe(family, () => {
        for (const { json, yaml, worth } of cases) {
          const text = JSON.stringify(json);
          it(`JSON ${text}`, () => {
            assert.deepEqual(propertyOf(inJson(json)), worth);
          });
          for (const spelling of [...yaml, text]) {
            it(`YAML ${spelling.replace(/\s+/g, ' ')}`, () => {
              assert.deepEqual(textually(propertyOf(inYaml(spelling))), textually(worth));
            });
          }
        }
      });
    }
  });
}

/** YAML's scalars are text: `16` and `"16"` are the same there. */
function textually(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify({ value }, (_, part: unknown) => (typeof part === 'number' ? String(part) : part)),
  );
}
