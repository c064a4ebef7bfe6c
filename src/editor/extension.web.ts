/** The entry for VS Code in a browser, whose extension host is a web worker. */
export { activate } from './activate.ts';
