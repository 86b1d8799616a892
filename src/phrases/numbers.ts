/**
 * Numbers as text that reads fast: each is stored as its difference from the one before, seven bits a byte, the sign in the lowest bit; the
 * bytes are base64.
 */
export function packNumbers(numbers: Int32Array): string {
  const bytes: number[] = [];
  let before = 0;
  for (const number of numbers) {
    const difference = number - before;
    before = number;
    let rest = ((difference << 1) ^ (difference >> 31)) >>> 0;
    while (rest > 127) {
      bytes.push((rest & 127) | 128);
      rest >>>= 7;
    }
    bytes.push(rest);
  }
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `${numbers.length} ${btoa(binary)}`;
}

/** The numbers of a text that `packNumbers` gave. */
export function unpackNumbers(text: string): Int32Array {
  const space = text.indexOf(' ');
  const bytes = atob(text.slice(space + 1));
  const numbers = new Int32Array(Number(text.slice(0, space)));
  let at = 0;
  let before = 0;
  for (let index = 0; index < numbers.length; index++) {
    let rest = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.charCodeAt(at++);
      rest |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    before += (rest >>> 1) ^ -(rest & 1);
    numbers[index] = before;
  }
  return numbers;
}

/** Numbers from -7 to 7 as text that reads fast: two a byte, the bytes base64. */
export function packSmallNumbers(numbers: Int8Array): string {
  let binary = '';
  for (let at = 0; at < numbers.length; at += 2)
    binary += String.fromCharCode(((numbers[at] as number) + 8) | (((numbers[at + 1] ?? 0) + 8) << 4));
  return `${numbers.length} ${btoa(binary)}`;
}

/** The numbers of a text that `packSmallNumbers` gave. */
export function unpackSmallNumbers(text: string): Int8Array {
  const space = text.indexOf(' ');
  const bytes = atob(text.slice(space + 1));
  const numbers = new Int8Array(Number(text.slice(0, space)));
  for (let at = 0; at < numbers.length; at++) numbers[at] = ((bytes.charCodeAt(at >> 1) >> (4 * (at & 1))) & 15) - 8;
  return numbers;
}
