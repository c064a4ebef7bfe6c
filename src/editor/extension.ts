/** The entry, for extension hosts in Node and for those in a browser, which are web workers. */
export { activate } from './activate.ts';
