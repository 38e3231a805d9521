// Makes small vocabularies of every kind of file from our own text, and vectors of what the npm implementations make of them:
//   node fixtures.mjs ../../../tests/LlmHttpMetrics.Tokenizers.Tests/Vectors
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { randomNumbers, randomString } from './random.mjs';

const { SentencePieceProcessor } = createRequire(import.meta.url)('@agnai/sentencepiece-js');
const folder = process.argv[2];
const corpus = `
A tokenizer cuts a text into tokens. The tokens are counted, and the count is what a call will cost. Counting must be exact, and it must
be quick: a service that counts what it sends can't wait for it. Streams come in parts, and the parts are cut anywhere, within a word or
within a character; the counter keeps what it needs of the last word, and counts the others at once. Nothing is kept longer than needed.
When the stream ends, the last word is counted too. The sum is the same as that of the whole text, however it was cut.
Ein Text besteht aus Wörtern, und ein Wort aus Zeichen. Les mots sont séparés par des espaces. Слова и буквы. 文字と言葉を数える。
for (int i = 0; i < tokens.Length; i++) { count += tokens[i] == null ? 0 : 1; }  // 1234567890
`.trim();

// Byte-pair encoding as it is trained: the pair that comes most often becomes a token, until there are enough.
function train(words, wanted) {
  const merges = [];
  let parts = words.map(word => [...word]);
  while (merges.length < wanted) {
    const counts = new Map();
    for (const part of parts) {
      for (let i = 0; i + 1 < part.length; i++) {
        const pair = part[i] + '\0' + part[i + 1];
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
    }
    const best = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
    if (!best) {
      break;
    }
    const [left, right] = best[0].split('\0');
    merges.push([left, right]);
    parts = parts.map(part => {
      const joined = [];
      for (let i = 0; i < part.length; i++) {
        if (part[i] === left && part[i + 1] === right) {
          joined.push(left + right);
          i++;
        } else {
          joined.push(part[i]);
        }
      }
      return joined;
    });
  }
  return merges;
}

const byteChars = Array.from({ length: 256 }, (_, b) => b);
{
  let next = 0x100;
  for (let b = 0; b < 256; b++) {
    byteChars[b] = String.fromCharCode((b >= 0x21 && b <= 0x7e) || (b >= 0xa1 && b <= 0xac) || b >= 0xae ? b : next++);
  }
}

const gpt2 = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;
const byteWords = corpus.match(gpt2).map(word => [...Buffer.from(word)].map(b => byteChars[b]).join(''));
const byteMerges = train(byteWords, 400);
const byteVocab = Object.fromEntries([...byteChars, ...byteMerges.map(pair => pair.join(''))].map((token, id) => [token, id]));
const llama3 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

const spaced = ('\u2581' + corpus.replaceAll('\n', ' ').replaceAll(' ', '\u2581')).match(/\u2581+[^\u2581]*/gu);
const characters = [...new Set(spaced.join(''))].sort();
const merges = train(spaced, 400);
const bytes = Array.from({ length: 256 }, (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`);
const control = ['<unk>', '<s>', '</s>'];
const tokens = [...control, ...bytes, ...merges.map(pair => pair.join('')), ...characters];
const added = control.map((content, id) => ({ id, content, special: true, single_word: false, lstrip: false, rstrip: false, normalized: false }));
const prepend = { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '\u2581' }, { type: 'Replace', pattern: { String: ' ' }, content: '\u2581' }] };
const metaspace = { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: false };
const base = { version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };

// Scores as a Unigram model has them: the logarithm of how often a token comes, with no two alike.
const pieces = [...characters, ...merges.map(pair => pair.join(''))];
const scored = pieces.map((piece, i) => [piece, -Math.fround(12 - [...piece].length * 1.37 + i * 0.0113)]);
const unigramVocab = [['<unk>', 0], ...scored];

const jsons = {
  'bytes.tokenizer.json': {
    ...base,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', dropout: null, unk_token: null, byte_fallback: false, vocab: byteVocab, merges: byteMerges.map(pair => pair.join(' ')) },
  },
  'bytes-split.tokenizer.json': {
    ...base,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [
      { type: 'Split', pattern: { Regex: llama3 }, behavior: 'Isolated', invert: false },
      { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false }] },
    model: { type: 'BPE', dropout: null, unk_token: null, byte_fallback: false, ignore_merges: true, vocab: byteVocab, merges: byteMerges },
  },
  'metaspace.tokenizer.json': {
    ...base,
    added_tokens: added,
    normalizer: prepend,
    model: { type: 'BPE', unk_token: '<unk>', fuse_unk: true, byte_fallback: true, vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges },
  },
  'unigram.tokenizer.json': { ...base, pre_tokenizer: metaspace, model: { type: 'Unigram', unk_id: 0, byte_fallback: false, vocab: unigramVocab } },
};

// SentencePiece's own format: fields of protocol buffers.
const varint = value => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]);
const number = (field, value) => [...varint(field << 3), ...varint(value)];
const message = (field, content) => [...varint((field << 3) | 2), ...varint(content.length), ...content];
const float = (field, value) => [...varint((field << 3) | 5), ...Buffer.from(new Float32Array([value]).buffer)];
const piece = (text, score, type) => message(1, [...message(1, [...Buffer.from(text)]), ...float(2, score), ...(type === 1 ? [] : number(3, type))]);
const normalizer = message(3, [...message(1, [...Buffer.from('identity')]), ...number(3, 1), ...number(4, 0), ...number(5, 1)]);
const trainer = (type, fallback) => message(2, [...number(3, type), ...number(35, fallback)]);
const heads = control.map((text, id) => piece(text, 0, id === 0 ? 2 : 3));
const models = {
  'bpe.model': [
    ...heads, ...bytes.map(text => piece(text, 0, 6)), ...merges.map((pair, i) => piece(pair.join(''), -i, 1)),
    ...characters.map((text, i) => piece(text, -merges.length - i, 1)), ...trainer(2, 1), ...normalizer].flat(),
  'unigram.model': [...heads, ...scored.map(([text, score]) => piece(text, score, 1)), ...trainer(1, 0), ...normalizer].flat(),
  'unigram-bytes.model': [...heads, ...bytes.map(text => piece(text, 0, 6)), ...scored.map(([text, score]) => piece(text, score, 1)), ...trainer(1, 1), ...normalizer].flat(),
};

const engines = {};
for (const [name, json] of Object.entries(jsons)) {
  writeFileSync(join(folder, name), JSON.stringify(json));
  const tokenizer = new Tokenizer(json, {});
  engines[name] = text => tokenizer.encode(text, { add_special_tokens: false }).ids;
}
for (const [name, content] of Object.entries(models)) {
  writeFileSync(join(folder, name), Buffer.from(content));
  const processor = new SentencePieceProcessor();
  await processor.load(join(folder, name));
  engines[name] = text => [...processor.encodeIds(text)];
}

// Plain words mostly; what JavaScript's \s and newer Unicode see otherwise than the reference is left out, as are unpaired surrogates.
const random = randomNumbers(20261122);
const lines = corpus.split('\n');
const words = corpus.split(/\s+/);
const strings = [
  'a', ' a', 'a ', '  a  b ', 'The tokens are counted.', 'Wörter und Zeichen', 'Слова', '文字と言葉', 'unknown: ∑ ∑∑ ₿', '😀 and 😀😀', 'tokens\u2581of\u2581text', ...lines,
  ...Array.from({ length: 60 }, () => Array.from({ length: 1 + random(12) }, () => words[random(words.length)].slice(random(3)) + (random(4) ? ' ' : '  ')).join('')),
  ...Array.from({ length: 120 }, () => randomString(random).slice(0, 60)),
].filter(text => text && text.isWellFormed() && !/[\ufeff\u0085\0]|<\w|<\/s>/.test(text) && !/[\n\r\t\v\f\u2028\u2029\u00a0\u3000]/.test(text));
const vectors = strings.map(text => JSON.stringify({ text, tokens: Object.fromEntries(Object.entries(engines).map(([name, encode]) => [name, encode(text)])) }) + '\n').join('');
writeFileSync(join(folder, 'files.jsonl'), vectors);
console.log(createHash('sha256').update(vectors).digest('hex'));
