// Preloaded into a program that is measured: when it ends, it writes what it used into the file that is named in its environment.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const file = process.env.CAVEAT_BENCH_USAGE;
// Threads count as part of their process; what a measured program starts in turn does not.
delete process.env.CAVEAT_BENCH_USAGE;
if (isMainThread && file) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS / 1024 }));
  });
}
