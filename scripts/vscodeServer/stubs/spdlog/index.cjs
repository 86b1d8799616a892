// VS Code writes its log files through this native module; here they are written by Node. Names are exported one by one
// because an ES module imports this file, and Node finds named exports only when they are written that way.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let lowest = names.indexOf('info');

async function createLogger(_name, file) {
  mkdirSync(dirname(file), { recursive: true });
  let level = lowest;
  let plain = false;
  const logAt = (at) => (message) => {
    if (at >= level) appendFileSync(file, plain ? message : `${new Date().toISOString()} [${names[at]}] ${message}\n`);
  };
  return {
    trace: logAt(0),
    debug: logAt(1),
    info: logAt(2),
    warn: logAt(3),
    error: logAt(4),
    critical: logAt(5),
    getLevel: () => level,
    setLevel: (value) => {
      level = value;
    },
    clearFormatters: () => {
      plain = true;
    },
    setPattern: () => {},
    flush: () => {},
    drop: () => {},
  };
}

exports.version = 1;
exports.setLevel = (value) => {
  lowest = value;
};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
