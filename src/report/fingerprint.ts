import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonFinding } from './checkedFile.ts';

/**
 * A name for each finding of a file by which another run knows it again: made of the rule, the concept and the flagged words,
 * never of the place, so that text added above changes nothing. The second finding of a kind differs from the first.
 */
export function fingerprints(findings: readonly JsonFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, concept, text }) => {
    const kind = JSON.stringify([rule, concept, text.replace(/\s+/g, ' ')]);
    const earlier = seen.get(kind) ?? 0;
    seen.set(kind, earlier + 1);
    return shortHash(`${kind}${earlier}`);
  });
}

/** 32 hexadecimal digits. */
export function shortHash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}
