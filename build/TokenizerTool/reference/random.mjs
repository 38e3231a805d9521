// A generator whose every run gives the same numbers, and strings made with it.

export function randomNumbers(seed) {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const scripts = [
  [0x41, 0x5a], [0x61, 0x7a], [0xc0, 0x17f], [0x370, 0x3ff], [0x400, 0x52f], [0x5d0, 0x5ea], [0x600, 0x6ff], [0x900, 0x97f],
  [0xe00, 0xe5b], [0x1100, 0x11ff], [0x3040, 0x30ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3], [0x10330, 0x1034a], [0x10400, 0x1044f],
  [0x1d400, 0x1d7ff], [0x1e900, 0x1e95b], [0x20000, 0x2a6df], [0x1f300, 0x1f6ff], [0x300, 0x36f], [0x2000, 0x206f], [0x660, 0x669],
];
const joints = [
  ' ', ' ', ' ', '  ', '\n', '\n\n', '\r\n', ' \n', '\n ', '\t', '\t\t', ' \t', '   \n   ', "'s", "'t", "'re", "'VE", "'ll", "'LL", "'m", "'D",
  "'\u017f", "'\u017ft", "'", "''", '.', ',', '...', '/', '//', '/*', ';\n', '};\n\n', ';\n//', ')\n/', '-', '_', '\u00a0', '\u3000', '\u2028', '\u0085', '\u200b',
  '\ufeff', '\u0301', '\u20dd', '\u{1f600}', '\u{1f468}\u200d\u{1f469}', '<|endoftext|>', '\0', '\x1c', '\x7f', '\\', '"', '{', '}', '=>', '==', '====', '    ', '        ',
  ' '.repeat(17), ' '.repeat(33), '1', '12', '123', '1234', '1234567', '3.14', '\u00bd', '\u0663', '\u{10d41}', '\u2160',
];
const words = [
  'the', 'The', 'THE', 'and', 'HTTPServer', 'getElementById', 'don', 'isn', 'I', 'you', 'they', 'var', 'int', 'return', 'naïve', 'straße', 'STRASSE',
  'привет', 'Мир', 'слово', '你好', '世界', 'こんにちは', 'カタカナ', '한국어', 'नमस्ते', 'สวัสดี', 'ǅ', 'ʰ', 'ªº', 'xyzzy', 'qqqq', 'tokenization', 'antidisestablishmentarianism',
];

function word(random) {
  if (random(2) === 0) {
    return words[random(words.length)];
  }
  const [first, last] = scripts[random(scripts.length)];
  let text = '';
  for (let i = 1 + random(8); i > 0; i--) {
    text += String.fromCodePoint(first + random(last - first + 1));
  }
  return text;
}

const kinds = [
  // Any code points of the basic plane, unpaired surrogates among them.
  random => Array.from({ length: 1 + random(40) }, () => String.fromCharCode(random(0x10000))).join(''),
  // A third beyond the basic plane.
  random => Array.from({ length: 1 + random(40) }, () =>
    String.fromCodePoint(random(10) < 3 ? 0x10000 + random(0x100000) : random(0xd800))).join(''),
  // Assigned planes beyond the basic one.
  random => Array.from({ length: 1 + random(30) }, () =>
    String.fromCodePoint(random(3) === 0 ? 0x10000 + random(0x14000) : random(3) === 0 ? 0x1d000 + random(0x3000) : 0x20 + random(0x5f))).join(''),
  // ASCII.
  random => Array.from({ length: 1 + random(120) }, () => String.fromCharCode(random(0x80))).join(''),
  // Words and what joins them.
  random => Array.from({ length: 1 + random(16) }, () => word(random) + (random(3) > 0 ? joints[random(joints.length)] : '')).join(''),
  random => Array.from({ length: 1 + random(40) }, () => word(random) + ' ').join(''),
  random => Array.from({ length: 1 + random(24) }, () => joints[random(joints.length)]).join(''),
  // Longer than the windows that ASCII is read by.
  random => Array.from({ length: 20 + random(60) }, () => (random(2) ? words[random(18)] : '') + joints[random(35)]).join(''),
  // Runs.
  random => Array.from({ length: 1 + random(4) }, () => (random(2) ? joints[random(joints.length)] : word(random).slice(0, 2)).repeat(1 + random(60))).join(''),
  // Letters without sense, in one piece.
  random => Array.from({ length: 1 + random(150) }, () => String.fromCharCode(0x61 + random(26))).join(''),
  random => Array.from({ length: 1 + random(60) }, () => String.fromCharCode(0x4e00 + random(0x5200))).join(''),
];

export function randomString(random) {
  return kinds[random(kinds.length)](random);
}

// Every code point of the planes that have characters, each where the rules ask for its class.
export function* codePointStrings() {
  for (const plane of [0, 1, 2, 3, 14]) {
    for (let i = plane << 16; i < (plane + 1) << 16; i++) {
      const c = String.fromCodePoint(i);
      yield `1${c}2345 ${c}'ll ${c}\nx${c}Y!${c}/${c}${c}A  ${c}z`;
    }
  }
}
