/** Which interface stands for an instance: an Elastic IP, a route or a target names the instance and means it. */
import type { InterfaceAttachment } from './draft/interface.ts';

/** The primary interface of each instance that has separate ones. */
export function primaryInterfaces(attachments: readonly InterfaceAttachment[]): ReadonlyMap<string, string> {
  const result = new Map<string, string>();
  for (const { interface: one, instance, primary } of attachments)
    if (primary && one.kind === 'known' && instance.kind === 'known') result.set(instance.value, one.value);
  return result;
}
