// Writes the vectors of the tests, one JSON object a line, and prints their checksum:
//   node vectors.mjs ../../../tests/LlmHttpMetrics.Tokenizers.Tests/Vectors/openai.jsonl
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { get_encoding } from 'tiktoken';
import { randomNumbers, randomString } from './random.mjs';

const names = ['o200k_base', 'cl100k_base', 'p50k_base', 'p50k_edit', 'r50k_base', 'gpt2'];
const encodings = names.map(name => [name, get_encoding(name)]);
const chosen = [
  '', ' ', '  ', 'a', 'Hello, world!', 'hello world', "I don't, they'll, we've, IT'S, y'all'd've 'tis '", "'\u017f '\u017ftuff don'\u017ft",
  'HTTPServer getElementById XMLHttpRequest iPhone McDonald ABCdefGHI', 'foo.bar foo..bar foo ...bar .5 0.5 1,234,567.89',
  'x\n', 'x\n\n', 'x \n y', '\n  \n  x', ';\n//c', '};\n\n\n/foo', 'a  b   c    d', '\tif (x)\n\t\t{\n\t\t\treturn;\n\t\t}\n', 'trailing   ', 'trailing\n   ',
  ' '.repeat(7), ' '.repeat(100), ' '.repeat(300), '='.repeat(200), 'a'.repeat(300), '\n'.repeat(50), '0123456789'.repeat(5), '١٢٣٤٥٦٧٨٩', '½⅓Ⅷ',
  '你好，世界。这是一个测试。', 'こんにちは世界、カタカナとひらがな。', '안녕하세요 세계', 'Привет, мир! ЁЖИК', 'नमस्ते दुनिया', 'สวัสดีชาวโลก', 'שלום עולם', 'مرحبا بالعالم',
  '😀😃👨‍👩‍👧‍👦🏳️‍🌈', '𝒜𝓑𝓒 𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '𐌰𐌱𐌲 𐐀𐐨 𞤀𞤢', '𠀀𠀁𪛖', 'é e\u0301 \u0301A \u0301a \u0301', 'ǅungla ʰa ªº', '\u00a0x \u3000y \u2028z \u0085w',
  '\ufeffbom', '\u200bzero', '\0\x01\x1f\x7f', '\ud800', 'a\udc00b', '\ud83d\ud83d\ude00', '<|endoftext|>', '<|fim_prefix|>x<|endofprompt|>',
  '{"name":"value","list":[1,2,3],"nested":{"a":null}}', 'https://example.com/a/b?c=d&e=f#g', 'SGVsbG8gV29ybGQhIFRoaXMgaXMgYmFzZTY0Lg==',
  'def f(x):\n    """Doc."""\n    return x ** 2  # square\n', 'SELECT * FROM t WHERE a = \'b\' AND c IS NOT NULL;', 'naïve café résumé straße STRASSE İstanbul',
];
const random = randomNumbers(20261121);
const strings = [...chosen, ...Array.from({ length: 240 }, () => randomString(random).slice(0, 120))];
const lines = strings.map(text => JSON.stringify({
  ...(text.isWellFormed() ? { text } : { utf16: Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('') }),
  tokens: Object.fromEntries(encodings.map(([name, encoding]) => [name, [...encoding.encode_ordinary(text)]])),
}) + '\n');
writeFileSync(process.argv[2], lines.join(''));
console.log(createHash('sha256').update(lines.join('')).digest('hex'));
