/** Where modules come from: what a `source` means, and the folders of those that `terraform init` downloads. */

/** Terraform takes a path for one only when it says so. */
export function isLocal(source: string): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(source);
}

export function isDownloaded(folder: string): boolean {
  return folder.split('/').includes('.terraform');
}

export function rootOfManifest(file: string): string {
  return file.replace(/\/?\.terraform\/modules\/modules\.json$/, '');
}

/** Text of a user's in a reason. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
