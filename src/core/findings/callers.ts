/** Who calls the module that a finding is written in: the same code may be right for one caller and wrong for another. */
import { instanceKey, withoutKeys } from '../text/instanceKeys.ts';
import type { Configuration } from '../value/resource.ts';
import type { Finding, Related } from './finding.ts';

/** The findings, those in modules each with the calls that lead there, the innermost first. */
export function withCallers(findings: readonly Finding[], { calls }: Configuration): readonly Finding[] {
  if (calls === undefined || calls.size === 0) return findings;
  return findings.map((finding) => {
    const modules = modulesOf(finding.resource);
    const callers = modules.flatMap(({ address, name }): readonly Related[] => {
      const origin = calls.get(name);
      return origin === undefined ? [] : [{ message: `Called as ${address}`, origin }];
    });
    return callers.length === 0 ? finding : { ...finding, related: [...finding.related, ...callers] };
  });
}

const call = new RegExp(String.raw`^module\.[\w-]+(?:${instanceKey})?\.`);

/** The modules around a resource, innermost first: as its address says, and without instance keys. */
function modulesOf(resource: string): readonly { readonly address: string; readonly name: string }[] {
  const modules: { address: string; name: string }[] = [];
  let rest = resource;
  let address = '';
  let name = '';
  for (let found = call.exec(rest)?.[0]; found !== undefined; found = call.exec(rest)?.[0]) {
    rest = rest.slice(found.length);
    address += found;
    name += withoutKeys(found);
    modules.unshift({ address: address.slice(0, -1), name: name.slice(0, -1) });
  }
  return modules;
}
