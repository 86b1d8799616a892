import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packNumbers, packSmallNumbers, unpackNumbers, unpackSmallNumbers } from '../../src/phrases/numbers.ts';

test('packed numbers are the same again, whatever their size and sign', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), fc.integer({ min: 0, max: 200 }))), (numbers) => {
      expect([...unpackNumbers(packNumbers(Int32Array.from(numbers)))]).toEqual(numbers);
    }),
  );
});

test('numbers that grow in small steps take a byte each', () => {
  const numbers = Int32Array.from({ length: 3000 }, (_, index) => index * 60);
  expect(packNumbers(numbers).length).toBeLessThan(3000 * 1.5);
});

test('packed small numbers are the same again, two a byte', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -7, max: 7 })), (numbers) => {
      expect([...unpackSmallNumbers(packSmallNumbers(Int8Array.from(numbers)))]).toEqual(numbers);
    }),
  );
  expect(packSmallNumbers(new Int8Array(3000)).length).toBeLessThan(3000 * 0.7);
});
