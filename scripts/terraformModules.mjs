// Records what Terraform makes of the modules in test/conformance/terraform-modules: `node scripts/terraformModules.mjs
// PLUGINS`, where PLUGINS is a folder with a copy of the AWS provider. Each module is planned without an account and
// without a network; `plan.json` beside it keeps the values of every resource and which of them only AWS knows.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const modules = path.resolve(import.meta.dirname, '../test/conformance/terraform-modules');
const [plugins] = process.argv.slice(2);
if (plugins === undefined) throw new Error('usage: node scripts/terraformModules.mjs PLUGINS');

const zonesSource = 'data "aws_availability_zones"';
/** What is answered to it. */
const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];

/** Makes the provider plan without asking anybody. */
const provider = `provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
`;

for (const name of readdirSync(modules, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ackscope-terraform-'));
  cpSync(path.join(modules, name), folder, { recursive: true });
  writeFileSync(path.join(folder, 'provider.tf'), provider);
  const terraform = (...args) =>
    execFileSync('terraform', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    });
  terraform('init', '-input=false', `-plugin-dir=${path.resolve(plugins)}`);
  const readsZones = readdirSync(folder, { recursive: true }).some(
    (file) => file.endsWith('.tf') && readFileSync(path.join(folder, file), 'utf8').includes(zonesSource),
  );
  const { version, resources } = readsZones ? planWithZones(folder, terraform) : planOf(terraform);
  rmSync(folder, { recursive: true });
  const golden = { terraform: version, ...(readsZones ? { zones } : {}), resources };
  writeFileSync(path.join(modules, name, 'plan.json'), `${JSON.stringify(golden, undefined, 1)}\n`);
  process.stdout.write(`${name}: ${resources.length} resources\n`);
}

function planOf(terraform) {
  terraform('plan', '-input=false', '-refresh=false', '-lock=false', '-out=plan');
  const plan = JSON.parse(terraform('show', '-json', 'plan'));
  const changes = new Map(plan.resource_changes.map(({ address, change }) => [address, change]));
  const resources = allResources(plan.planned_values.root_module).map(({ address, type, values = {} }) => ({
    address,
    type,
    values: withoutEmpty(values),
    unknown: changes.get(address).after_unknown,
  }));
  return { version: plan.terraform_version, resources };
}

/** A data source is read by a plan; a test gives it an answer without asking AWS. */
function planWithZones(folder, terraform) {
  rmSync(path.join(folder, 'provider.tf'));
  const names = zones.map((zone) => JSON.stringify(zone)).join(', ');
  writeFileSync(
    path.join(folder, 'plan.tftest.hcl'),
    `mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = {
      names = [${names}]
    }
  }
}
run "plan" {
  command = plan
}
`,
  );
  const messages = terraform('test', '-json', '-verbose')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const { resource_changes: changes } = messages.find(({ type }) => type === 'test_plan').test_plan;
  const resources = changes
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, type, change }) => ({
      address,
      type,
      values: withoutEmpty(change.after),
      unknown: change.after_unknown,
    }));
  return { version: messages.find(({ type }) => type === 'version').terraform, resources };
}

function allResources({ resources = [], child_modules: children = [] }) {
  return [...resources, ...children.flatMap(allResources)];
}

/** What is null was left out. */
function withoutEmpty(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
