// Times the reference implementations on the texts of a folder (each a .txt file, or a .json file with a list of messages), and
// prints the median seconds of one pass over each: node bench.mjs <folder> <encoding>
import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { get_encoding } from 'tiktoken';

const [folder, name] = process.argv.slice(2);
const wasm = get_encoding(name);
const gpt = await import(`gpt-tokenizer/encoding/${name}`);
const engines = {
  tiktoken: text => wasm.encode_ordinary(text).length,
  'gpt-tokenizer': text => gpt.encode(text, { disallowedSpecial: new Set() }).length,
};

function median(run) {
  run();
  const times = [];
  for (let round = 0; round < 5; round++) {
    const started = process.hrtime.bigint();
    run();
    times.push(Number(process.hrtime.bigint() - started) / 1e9);
  }
  return times.sort((a, b) => a - b)[2];
}

const results = {};
for (const file of readdirSync(folder).sort()) {
  const content = readFileSync(join(folder, file), 'utf8');
  const texts = file.endsWith('.json') ? JSON.parse(content) : [content];
  const result = (results[parse(file).name] = {});
  for (const [engine, count] of Object.entries(engines)) {
    result[engine] = { seconds: median(() => texts.forEach(count)), tokens: texts.reduce((sum, text) => sum + count(text), 0) };
  }
}
console.log(JSON.stringify(results));
