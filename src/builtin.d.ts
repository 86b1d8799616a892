/** What the build made of data/, as the text of JSON. */
declare module '#builtin' {
  const json: string;
  export default json;
}
