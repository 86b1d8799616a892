/** A character, one UTF-16 unit of it, as the escape that means it in strings, regular expressions and JSON. */
export function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
