/** Evaluates snippets of Terraform for the tests and shows values as plain data that is easy to compare. */
import type { ModuleOptions } from '../../../src/core/terraform/module.ts';
import { evaluateModule } from '../../../src/core/terraform/module.ts';
import { parseTerraformFile } from '../../../src/core/terraform/terraformFile.ts';
import type { Configuration, Resource } from '../../../src/core/value/resource.ts';
import { explain, type Value } from '../../../src/core/value/value.ts';

export function moduleOf(files: Readonly<Record<string, string>>, options?: ModuleOptions): Configuration {
  const parsed = Object.entries(files).map(([file, text]) => parseTerraformFile(file, text));
  return evaluateModule('network', parsed, options);
}

/** The module that consists of one file, `main.tf`. */
export function mainTf(text: string, options?: ModuleOptions): Configuration {
  return moduleOf({ 'main.tf': text }, options);
}

export function resourceOf(configuration: Configuration, address: string): Resource {
  const found = configuration.resources.find((resource) => resource.address === address);
  if (found === undefined) {
    throw new Error(
      `${address} is not among ${configuration.resources.map((one) => one.address).join(', ')}`,
    );
  }
  return found;
}

/** The value of an expression in a module that declares what `declarations` says. */
export function evaluated(expression: string, declarations = '', options?: ModuleOptions): unknown {
  const configuration = mainTf(`resource "test" "test" {\n  it = ${expression}\n}\n${declarations}`, options);
  return propertyOf(resourceOf(configuration, 'test.test'), 'it');
}

export function propertyOf(resource: Resource, name: string): unknown {
  const property = resource.properties.properties.get(name);
  return property === undefined ? undefined : plain(property.value);
}

/**
 * A value as plain data: `{ unknown: reasons }`, `{ reference: 'aws_vpc.main.id' }`, and `{ items, open: reasons }` for
 * a list or an object that is known only in part.
 */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
      return value.boolean;
    case 'number':
      return value.number;
    case 'string':
      return value.text;
    case 'reference':
      return { reference: `${value.resource}.${value.attribute}` };
    case 'unknown':
      return { unknown: explain(value.because) };
    case 'list': {
      const items = value.items.map((item) => plain(item.value));
      return value.open === undefined ? items : { items, open: explain(value.open.because) };
    }
    case 'object': {
      const items = Object.fromEntries(
        [...value.properties].map(([name, item]) => [name, plain(item.value)]),
      );
      return value.open === undefined ? items : { items, open: explain(value.open.because) };
    }
  }
}
