/** Evaluates small templates and reduces values to plain data, so that tables of cases stay readable. */
import { evaluateTemplate, type StackOptions } from '../../../src/core/cloudformation/stack.ts';
import { parseTemplate, type Template } from '../../../src/core/cloudformation/template.ts';
import type { Configuration, Resource } from '../../../src/core/value/resource.ts';
import { explain, type Value } from '../../../src/core/value/value.ts';

export function template(text: string): Template {
  const parsed = parseTemplate('stack', text);
  if (parsed === undefined) throw new Error(`not a template:\n${text}`);
  return parsed;
}

export function stack(text: string, options?: StackOptions): Configuration {
  return evaluateTemplate(template(text), options);
}

export function resource(configuration: Configuration, address: string): Resource {
  const found = configuration.resources.find((candidate) => candidate.address === address);
  if (found === undefined) throw new Error(`no resource ${address}`);
  return found;
}

/** A value without origins: unknown as `{ unknown: reasons }`, a reference as `{ reference: 'Vpc.Ref' }`. */
export function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case 'null':
      return null;
    case 'string':
      return value.text;
    case 'number':
      return value.number;
    case 'boolean':
      return value.boolean;
    case 'reference':
      return { reference: `${value.resource}.${value.attribute}` };
    case 'unknown':
      return { unknown: explain(value.because) };
    case 'list': {
      const items = value.items.map((item) => plain(item.value));
      return value.open === undefined ? items : { items, open: explain(value.open.because) };
    }
    case 'object': {
      const entries = [...value.properties].map(([key, property]) => [key, plain(property.value)]);
      const properties: unknown = Object.fromEntries(entries);
      return value.open === undefined ? properties : { properties, open: explain(value.open.because) };
    }
  }
}

export function unknown(reasons: string): unknown {
  return { unknown: reasons };
}

export function reference(address: string): unknown {
  return { reference: address };
}

/** The property `P` of resource `Subject` in a template that declares what `surroundings` holds. */
export function propertyOf(text: string, options?: StackOptions): unknown {
  const subject = resource(stack(text, options), 'Subject');
  return plain(subject.properties.properties.get('P')?.value);
}

/** What every intrinsic's table may refer to. */
const surroundings = {
  Parameters: {
    Text: { Type: 'String', Default: 'hello' },
    Port: { Type: 'Number', Default: '443' },
    Empty: { Type: 'String', Default: '' },
    Open: { Type: 'String' },
    Cidrs: { Type: 'CommaDelimitedList', Default: '10.0.0.0/24, 10.0.1.0/24' },
    Groups: { Type: 'List<AWS::EC2::SecurityGroup::Id>', Default: 'sg-1,sg-2' },
    None: { Type: 'CommaDelimitedList', Default: '' },
    Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/ami' },
  },
  Mappings: {
    Region: { 'eu-west-1': { Cidr: '10.1.0.0/16', Zones: ['a', 'b'] } },
    Sizes: { a: { Same: '10.0.0.0/8', Other: 'x' }, b: { Same: '10.0.0.0/8', Other: 'y' } },
  },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Equals': ['a', 'b'] },
    Maybe: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] },
  },
};

const others = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
  Address: { Type: 'AWS::EC2::EIP', Properties: { Address: '54.221.77.100' } },
  Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x' } },
  Absent: { Type: 'AWS::EC2::VPC', Condition: 'No', Properties: { CidrBlock: '10.9.0.0/16' } },
};

/** A JSON template whose resource `Subject` has the property `P`. */
export function inJson(p: unknown): string {
  const subject = { Type: 'AWS::EC2::Subnet', Properties: { P: p } };
  return JSON.stringify({ ...surroundings, Resources: { ...others, Subject: subject } }, null, 2);
}

/** A YAML template whose resource `Subject` has the property `P`, written as it stands after `P:`. */
export function inYaml(p: string): string {
  const sections = Object.entries(surroundings).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  const rest = Object.entries(others).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`);
  return `${sections.join('')}Resources:\n${rest.join('')}  Subject:\n    Type: AWS::EC2::Subnet\n    Properties:\n      P: ${p}\n`;
}
