import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from '../../src/cli/decode.ts';

describe('decodeUtf8', () => {
  test('text comes back as it was, without its byte order mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(Buffer.from(`\ufeff${text}`))).toEqual({ text });
      }),
    );
  });

  test.each([
    [[0x61, 0x80], 1],
    [[0x61, 0x62, 0xc3], 2],
    [[0xc0, 0x80], 0],
    [[0xe0, 0x80, 0x80], 0],
    [[0xed, 0xa0, 0x80], 0],
    [[0xf0, 0x9f, 0x98, 0x80, 0xf4, 0x90, 0x80, 0x80], 4],
    [[0xe2, 0x82, 0xac, 0xe2, 0x82], 3],
  ])('%j is not UTF-8 at byte %i', (bytes, offset) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ error: `not valid UTF-8 at byte ${offset}` });
  });

  test('finds the same fault as the decoder, wherever it stands', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const content = decodeUtf8(bytes);
        if ('text' in content) return;
        const offset = Number(/byte (\d+)/.exec(content.error)?.[1]);
        const decoder = new TextDecoder('utf-8', { fatal: true });
        expect(() => decoder.decode(bytes.subarray(0, offset))).not.toThrow();
        // Even with more bytes to come, what starts at the offset cannot be read.
        expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, offset + 4))).toThrow();
      }),
    );
  });

  test('names UTF-16 when it looks so', () => {
    expect(decodeUtf8(Uint8Array.from([0xff, 0xfe, 0x61, 0]))).toEqual({
      error: 'not valid UTF-8 at byte 0; it looks like UTF-16',
    });
  });
});
