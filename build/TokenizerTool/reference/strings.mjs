// Writes random strings and the reference's tokens of each to the standard output, for the command `conform` beside this:
// the number of UTF-16 units and the units; then for every encoding the number of tokens and the tokens. All little-endian.
//   node strings.mjs <how many> <seed> <encoding>...
import { get_encoding } from 'tiktoken';
import { randomNumbers, randomString } from './random.mjs';

const [count, seed, ...names] = process.argv.slice(2);
const encodings = names.map(name => get_encoding(name));
const random = randomNumbers(Number(seed));
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

for (let i = 0; i < Number(count); i++) {
  const text = randomString(random);
  const parts = [Uint32Array.of(text.length), Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
  for (const encoding of encodings) {
    const tokens = encoding.encode_ordinary(text);
    parts.push(Uint32Array.of(tokens.length), tokens);
  }
  await write(parts);
}
process.stdout.write(chunk.subarray(0, used));
