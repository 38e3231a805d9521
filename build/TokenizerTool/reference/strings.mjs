// Writes random strings and the reference's tokens of each to the standard output, for the command `conform` beside this:
// the number of UTF-16 units and the units; then for every encoding the number of tokens and the tokens. All little-endian.
//   node strings.mjs <how many> <seed> <encoding>...
//   node strings.mjs code-points <encoding>...
import { get_encoding } from 'tiktoken';
import { codePointStrings, randomNumbers, randomString } from './random.mjs';

const byCodePoint = process.argv[2] === 'code-points';
const encodings = process.argv.slice(byCodePoint ? 3 : 4).map(name => get_encoding(name));

function* randomStrings(count, seed) {
  const random = randomNumbers(seed);
  for (let i = 0; i < count; i++) {
    yield randomString(random);
  }
}

let chunk = Buffer.allocUnsafe(1 << 20);
let used = 0;

async function write(parts) {
  const size = parts.reduce((sum, part) => sum + part.byteLength, 0);
  if (used + size > chunk.length) {
    const full = chunk.subarray(0, used);
    chunk = Buffer.allocUnsafe(1 << 20);
    used = 0;
    if (!process.stdout.write(full)) {
      await new Promise(resolve => process.stdout.once('drain', resolve));
    }
  }
  for (const part of parts) {
    used += Buffer.from(part.buffer, part.byteOffset, part.byteLength).copy(chunk, used);
  }
}

for (const text of byCodePoint ? codePointStrings() : randomStrings(Number(process.argv[2]), Number(process.argv[3]))) {
  const parts = [Uint32Array.of(text.length), Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
  for (const encoding of encodings) {
    const tokens = encoding.encode_ordinary(text);
    parts.push(Uint32Array.of(tokens.length), tokens);
  }
  await write(parts);
}
process.stdout.write(chunk.subarray(0, used));
