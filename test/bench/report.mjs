// Rows as tables on a terminal.

const number = (value) => {
  if (value === undefined || value === null || Number.isNaN(value)) return '';
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return value.toPrecision(size >= 1 ? 3 : 2);
};

const COLUMNS = [
  ['ms', 'ms'],
  ['cpu', 'cpu ms'],
  ['value', ''],
  ['megabytesPerSecond', 'MB/s'],
  ['filesPerSecond', 'files/s'],
  ['rss', 'MB'],
  ['ofP', '× P'],
  ['ofPByCpu', '× P by cpu'],
  ['ofRemarkCli', '× remark-cli'],
  ['ofOneWorker', '× one worker'],
  ['ofOwn', '× caveat'],
  ['p50', 'p50 ms'],
  ['p95', 'p95 ms'],
  ['max', 'max ms'],
  ['p50OfP', 'p50 % of P'],
  ['p95OfP', 'p95 % of P'],
  ['ofTyping', '× our p50'],
  ['buildMs', 'build ms'],
  ['megabytes', 'MB held'],
  ['scanMs', 'scan ms'],
  ['ofOurBuild', '× our build'],
  ['ofOurScan', '× our scan'],
  ['ofOurScanByCpu', '× by cpu'],
  ['samples', 'n'],
];

function table(head, lines) {
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)));
  const show = (line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd();
  return [show(head), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.map(show)].join('\n');
}

/** Prints the rows of one part, a table for each thing that was measured or one for all single values. */
export function printRows(part, rows) {
  console.log(`\n━━ ${part}`);
  const groups = new Map();
  for (const row of rows) {
    const key = row.value === undefined && row.p50 === undefined ? row.what : '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const [what, group] of groups) {
    const measured = group.filter(({ notMeasured }) => !notMeasured);
    const columns = COLUMNS.filter(([field]) => measured.some((row) => row[field] !== undefined));
    if (what) console.log(`\n${what}`);
    else console.log('');
    if (measured.length > 0) {
      console.log(
        table(
          [what ? 'tool' : 'what', ...columns.map(([, title]) => title), 'aim'],
          measured.map((row) => [
            what ? row.tool : `${row.what} (${row.tool})`,
            ...columns.map(([field]) => number(row[field]) + (field === 'value' && row.unit ? ` ${row.unit}` : '')),
            row.aim ? `${row.aim} ${row.met ? '✓' : '✗'}` : '',
          ]),
        ),
      );
    }
    for (const { tool, notMeasured, what: name } of group.filter((row) => row.notMeasured)) {
      console.log(`${what ? tool : `${name} (${tool})`}: not measured: ${notMeasured}`);
    }
  }
}

/** The aims, and how many are met. */
export function summary(rows) {
  const aims = rows.filter(({ aim }) => aim);
  const missed = aims.filter(({ met }) => !met);
  const lines = missed.map(({ what, tool, aim }) => `  ✗ ${what} (${tool}): ${aim}`);
  return [`\n${aims.length - missed.length} of ${aims.length} aims met`, ...lines].join('\n');
}
