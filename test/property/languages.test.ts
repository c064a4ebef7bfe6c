import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateTemplate } from '../../src/core/cloudformation/stack.ts';
import { parseTemplate } from '../../src/core/cloudformation/template.ts';
import { DescribeFolders } from '../../src/core/describe/folders.ts';
import { lowerConfiguration } from '../../src/core/lower/lower.ts';
import { evaluateModule } from '../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../src/core/terraform/terraformFile.ts';
import type { Configuration } from '../../src/core/value/resource.ts';
import { canonical, type Names } from '../support/spelling/canonical.ts';
import { cloudFormationStyle, spellCloudFormation } from '../support/spelling/cloudformation.ts';
import { describeStyle, spellDescribe } from '../support/spelling/describe.ts';
import { someNeutral } from '../support/spelling/neutral.ts';
import { spellTerraform, terraformStyle } from '../support/spelling/terraform.ts';

function networkOf(configuration: Configuration | undefined, names: Names): unknown {
  assert.ok(configuration !== undefined);
  assert.deepEqual(configuration.problems, []);
  return canonical(lowerConfiguration(configuration), names);
}

describe('one network in four spellings', () => {
  it('is the same network in Terraform, CloudFormation and describe output, in any style', () => {
    fc.assert(
      fc.property(
        someNeutral,
        terraformStyle,
        cloudFormationStyle,
        describeStyle,
        (network, inTerraform, inCloudFormation, inDescribe) => {
          const terraform = spellTerraform(network, inTerraform);
          const template = spellCloudFormation(network, inCloudFormation);
          const folder = spellDescribe(network, inDescribe);

          const code = networkOf(
            evaluateModule('code', [parseTerraformFile('code/main.tf', terraform.text)]),
            terraform.names,
          );
          const parsed = parseTemplate('template', template.text);
          assert.ok(parsed !== undefined);
          const stack = networkOf(evaluateTemplate(parsed), template.names);
          const folders = new DescribeFolders();
          for (const [file, text] of folder.files) assert.ok(folders.update(`live/${file}`, text), file);
          const live = networkOf(folders.evaluate('live/'), folder.names);

          assert.deepEqual(stack, code);
          assert.deepEqual(live, code);
        },
      ),
      { numRuns: 100 },
    );
  });
});
