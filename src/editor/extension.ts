/** The entry for desktop VS Code and remote extension hosts, which run in Node. */
export { activate } from './activate.ts';
