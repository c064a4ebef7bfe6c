/**
 * Quick fixes for findings, all of them tried before they are offered; "ignore here" as a comment; and all fixes of a file
 * at once. Everything is an edit the editor can preview and undo.
 */
import {
  CodeAction,
  CodeActionKind,
  languages,
  WorkspaceEdit,
  type CancellationToken,
  type CodeActionContext,
  type Diagnostic,
  type Disposable,
  type Range,
  type TextDocument,
  type WorkspaceEditEntryMetadata,
} from 'vscode';
import { distinctFindings } from '../core/findings/alike.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Fix } from '../core/findings/fixes/fix.ts';
import type { FileEdit } from '../core/rewrite/code.ts';
import { printable } from '../core/probe/report/printable.ts';
import type { Documents } from './documents.ts';
import { FixSearch } from './fixSearch.ts';
import { documentSelector } from './selectors.ts';
import { Slices } from './slices.ts';
import type { Store } from './store.ts';

const fixAllKind = CodeActionKind.SourceFixAll.append('ackscope');

/** Characters an edit may put in or take out before somebody should look at it first. */
const large = 4000;

/** All fixes of a file, which take a while to find: they are looked for when somebody asks for them. */
class FixAll extends CodeAction {
  readonly document: TextDocument;

  constructor(document: TextDocument, kind: CodeActionKind) {
    super('Fix all Ackscope problems in this file', kind);
    this.document = document;
  }
}

export function registerCodeActions(store: Store, documents: Documents): Disposable {
  const search = new FixSearch(store);
  return languages.registerCodeActionsProvider(
    documentSelector,
    {
      provideCodeActions: async (document, range, context, token) => {
        if (!documents.freshen(document)) return [];
        const actions = await actionsAt(store, search, document, range, context, token);
        return actions.filter(({ edit }) => edit === undefined || isInStep(documents, edit));
      },
      resolveCodeAction: async (action) => {
        if (!(action instanceof FixAll)) return action;
        if (!documents.freshen(action.document)) return action;
        // What runs by itself when a file is saved must not wait for anybody to look at it.
        const review = action.kind?.contains(CodeActionKind.QuickFix) === true;
        const { version } = action.document;
        const edits = await search.fixAllIn(action.document.uri, review);
        if (action.document.version !== version) return action;
        const edit = editOf(
          store,
          edits,
          review ? { label: action.title, needsConfirmation: true } : undefined,
        );
        if (edit !== undefined && isInStep(documents, edit)) action.edit = edit;
        return action;
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  );
}

async function actionsAt(
  store: Store,
  search: FixSearch,
  document: TextDocument,
  range: Range,
  context: CodeActionContext,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { only } = context;
  if (only !== undefined && !only.contains(CodeActionKind.QuickFix)) {
    return only.contains(fixAllKind) || fixAllKind.contains(only) ? [new FixAll(document, fixAllKind)] : [];
  }
  const name = store.nameOf(document.uri);
  const all = distinctFindings(
    store
      .analysesOf(document.uri)
      .flatMap(({ findings }) => findings.filter((one) => one.origin.file === name)),
  );
  const here = all.filter(({ origin }) => store.rangeOf(origin.file, origin.span)?.intersection(range));
  const actions: CodeAction[] = [];
  const slices = new Slices();
  const { version } = document;
  for (const finding of here) {
    actions.push(...toActions(store, finding, await search.fixesOf(finding, slices), context));
    // Edits count from the text they were looked for in.
    if (token.isCancellationRequested || document.version !== version) return [];
  }
  if (actions.length > 0 && all.length > 1) actions.push(new FixAll(document, CodeActionKind.QuickFix));
  return [...actions, ...here.flatMap((finding) => ignoreHere(store, search, finding, context))];
}

function toActions(
  store: Store,
  finding: Finding,
  fixes: readonly Fix[],
  context: CodeActionContext,
): CodeAction[] {
  return fixes.flatMap(({ title, edits, needsReview, onRequest }, index) => {
    const action = new CodeAction(printable(title), CodeActionKind.QuickFix);
    const isLarge = edits.reduce((sum, { start, end, text }) => sum + text.length + end - start, 0) > large;
    const review = needsReview === true || isLarge;
    const edit = editOf(store, edits, review ? { label: action.title, needsConfirmation: true } : undefined);
    if (edit === undefined) return [];
    action.edit = edit;
    action.diagnostics = diagnosticsOf(store, finding, context);
    // What "fix" means to a keyboard shortcut is never something to look at first.
    action.isPreferred = index === 0 && !review && onRequest !== true;
    return [action];
  });
}

function ignoreHere(
  store: Store,
  search: FixSearch,
  finding: Finding,
  context: CodeActionContext,
): CodeAction[] {
  const edits = search.ignoreHere(finding);
  const edit = edits === undefined || edits.length === 0 ? undefined : editOf(store, edits, undefined);
  if (edit === undefined) return [];
  const action = new CodeAction(`Ignore ${finding.rule} here`, CodeActionKind.QuickFix);
  action.edit = edit;
  action.diagnostics = diagnosticsOf(store, finding, context);
  return [action];
}

/** The problem the editor shows for a finding. */
function diagnosticsOf(store: Store, { rule, origin }: Finding, context: CodeActionContext): Diagnostic[] {
  const range = store.rangeOf(origin.file, origin.span);
  return context.diagnostics.filter(({ source, code, range: own }) => {
    const id = typeof code === 'object' ? code.value : code;
    return source === 'Ackscope' && id === rule && range?.isEqual(own) === true;
  });
}

/** Whether an edit is one of the texts that VS Code makes it in. */
function isInStep(documents: Documents, edit: WorkspaceEdit): boolean {
  return edit.entries().every(([uri]) => documents.isInStep(uri));
}

/** `undefined` when there is nothing to change, or a file is gone. */
function editOf(
  store: Store,
  edits: readonly FileEdit[],
  metadata: WorkspaceEditEntryMetadata | undefined,
): WorkspaceEdit | undefined {
  const edit = new WorkspaceEdit();
  for (const { file, start, end, text } of edits) {
    const place = store.locationOf({ file, span: { start, end } });
    if (place === undefined) return undefined;
    edit.replace(place.uri, place.range, text, metadata);
  }
  return edits.length === 0 ? undefined : edit;
}
