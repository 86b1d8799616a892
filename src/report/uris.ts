/** A path with `/` as a URI: relative as it is, absolute as a `file:` URI; `pathOfUri` gives the path back. */
export function fileUri(path: string): string {
  const encoded = path
    .split('/')
    // Half a surrogate pair, which a file system may hold, has no UTF-8.
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

/** The path that `fileUri` made a URI of. */
export function pathOfUri(uri: string): string {
  const path = decodeURIComponent(uri.replace(/^file:\/\//, ''));
  return /^\/[A-Za-z]:\//.test(path) ? path.slice(1) : path;
}

/** A path as code hosts want it: counted from the repository's root, without a dot before it. */
export function rootPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}
