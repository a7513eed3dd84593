import type { Cause, CauseCode } from '../../diagnose/cause.ts';

const at = ({ where }: Cause) => (where ? ` in ${where}` : '');
const how = ({ detail }: Cause) => (detail ? ` (${detail})` : '');

const WAYS: Readonly<Record<string, string>> = {
  compact: 'without spaces',
  python: 'with Python’s spaces',
  'python-ascii': 'as Python’s json.dumps does it: spaces, \\uXXXX',
  php: 'as PHP’s json_encode does it: \\/ and \\uXXXX',
  'php-unicode': 'as PHP does it with JSON_UNESCAPED_UNICODE: \\/',
  ascii: 'with \\uXXXX for every character past ASCII',
  sorted: 'with its names sorted',
  'javascript-numbers': 'with numbers as JavaScript prints them',
  go: 'as Go’s encoding/json does it: \\u003c, \\u003e, \\u0026',
  gson: 'as Gson does it: \\u003c, \\u0026, \\u003d, \\u0027',
  'without-nulls': 'without its null values',
  'java-hash-map': 'in the order of Java’s HashMap',
  'indent-jackson': 'as Jackson indents it: " : "',
};

const ORDERS: Readonly<Record<string, string>> = { 'java-hash-map': 'as Java’s HashMap gives them' };

/** What each mistake is, in one sentence, and what to change. */
export const causes: { readonly [C in CauseCode]: (cause: Cause) => string } = {
  'json-reserialised': (c) =>
    /decimal/.test(c.detail ?? '')
      ? `a number lost its zeros behind the point when it was parsed and printed again (${c.detail} were signed): keep its digits as they came`
      : c.where
        ? `the number${at(c)} was printed again${how(c)}: keep its digits as they came`
        : `the JSON was parsed and printed again; the signed text is printed ${WAYS[c.detail ?? ''] ?? c.detail}: sign and verify the bytes as they came`,
  'json-keys-renamed': (c) =>
    `names were renamed by a framework; the signed ones are ${/camel/.test(c.detail ?? '') ? 'camelCase' : 'snake_case'}: verify before mapping to objects`,
  'html-escaped': (c) =>
    c.detail === 'taken off'
      ? 'the text was HTML-escaped (&quot;, &amp;); unescaped it verifies: take the body before the input filter'
      : c.detail?.startsWith('html-encode')
        ? 'the sign was made over HTML-escaped text (&quot;, &amp;): sign the raw values'
        : 'an input filter HTML-escaped the text (&quot;, &amp;): take the body before the filter',
  'backslashes-added': (c) =>
    c.detail?.startsWith('add')
      ? 'the sign was made over text with backslashes added (addslashes): sign the raw values'
      : 'backslashes were added (magic quotes, a log writer, a shell): take the raw body',
  'log-escaped': (c) =>
    `the text was escaped by a log (\\xNN, \\uNNNN, doubled backslashes)${how(c)}: take the raw body`,
  'extra-params': (c) =>
    c.detail === 'signed'
      ? 'the parameters of the URL were signed as well: sign those of the body only'
      : `parameters that the platform did not sign are mixed in: ${c.where}: leave them out (route and framework parameters, query string)`,
  'params-lost': (c) =>
    c.detail === 'signed'
      ? `${c.where} was signed and is missing: it was lost before the check`
      : c.detail === 'not signed'
        ? `${c.where} is not part of what was signed: it was lost before signing`
        : `only the ${c.detail} parameters were signed: a parser cut off the rest (raise its limit)`,
  'newline-added': (c) =>
    c.detail === 'trim-newline'
      ? 'a line end was added behind the text (echo, an editor): take it off'
      : `a line end was signed as well${how(c)}: print without one (printf, not echo)`,
  crlf: (c) =>
    `line ends were changed (${c.detail === 'crlf-to-lf' ? 'LF became CRLF' : 'CRLF became LF'}): keep the bytes`,
  bom: (c) =>
    c.detail === 'add-bom'
      ? 'a byte order mark was signed and is missing here'
      : 'a byte order mark stands in front of the text: save as UTF-8 without BOM',
  whitespace: (c) => `white space was changed${at(c)}${how(c)}: line wraps, trimming, or a space added`,
  truncated: (c) =>
    `cut off${at(c)}: ${c.detail ?? 'the end'} missing, as by a length limit of a log or a column`,

  'plus-as-space': (c) =>
    c.detail === 'plus-to-spaces' || c.detail === 'plus-removed'
      ? `a + was signed as ${c.detail === 'plus-removed' ? 'nothing' : 'a space'}: it was not percent-encoded when it was sent`
      : `+ became a space${at(c)}: it was form-decoded once too often, or never encoded as %2B`,
  'decoded-twice': () => 'percent-decoded twice: once is done by the framework, take away the other',
  'not-decoded': (c) =>
    c.detail === 'as on the wire'
      ? 'the values were signed as they stand on the wire, percent-encoded: decode once before signing'
      : `still percent-encoded${at(c)}: decode once`,
  'split-on-equals': (c) =>
    `the = at the end of base64 was lost${at(c)}: split name and value at the first = only`,
  'charset-gbk': (c) =>
    c.detail === 'gbk'
      ? 'the signed bytes are GBK, not UTF-8'
      : c.detail === 'encrypted'
        ? `the text was encrypted as GBK, not UTF-8${at(c)}: read it as GBK, or have it encrypted as UTF-8`
        : c.detail === 'us-ascii'
          ? 'the signed bytes are ASCII, with a ? for every other character: name the charset UTF-8 where the text becomes bytes'
          : 'the text was read in the wrong charset (GBK or Latin-1 for UTF-8)',
  'base64-variant': (c) =>
    `another form of base64${at(c)}${how(c)}: url-safe alphabet, hex, or encoded twice`,

  'key-swapped': (c) =>
    c.detail === 'own pair'
      ? `the public key is the half of your own ${c.where}: give the platform's public key`
      : `made with another key: that of ${c.where}`,
  'key-newline': (c) =>
    c.detail === 'trimmed'
      ? `the key that was given has white space around it${at(c)}: without it, it is right`
      : `the key was used with white space at its end${how(c)}: trim it when it is read`,
  'key-quotes': (c) =>
    c.detail === 'kept'
      ? `the quotes around the key are not part of it${at(c)}: take them off`
      : `the key was used with quotes${how(c)}`,
  'key-truncated': (c) =>
    c.detail?.startsWith('one')
      ? `the key that was given lacks one character${at(c)}${how(c)}: copy all of it`
      : c.detail?.endsWith('bytes')
        ? `the key that was given is cut off${at(c)}${how(c)}: copy all of it`
        : `made with the key without its ${c.detail}: what was given has one too many, or it was cut off where it was used`,
  'key-encoding': (c) =>
    c.detail?.startsWith('SHA1PRNG')
      ? `the AES key is one that Java's KeyGenerator made with the given key as a seed${how(c)}: derive it so, or have the key used as it is`
      : `the key is used as ${c.detail}${at(c)}: hex, base64 and text readings differ`,
  'key-size': (c) => `the key is used with another size: ${c.detail}${at(c)}`,
  'key-type': (c) =>
    c.detail === 'private'
      ? `${c.where} is a private key; its public half is the right one: give the public key`
      : c.detail === 'public'
        ? `${c.where} is a public key, and a private one is needed to decrypt`
        : `${c.where} is ${c.detail}; many libraries want PKCS#8 or X.509: convert it`,
  'key-format': (c) =>
    `${c.where} is in a form that most libraries refuse (${c.detail}): write it as PEM, with line ends`,
  'sample-key': (c) =>
    c.detail === 'given'
      ? `${c.where} is the sample key of the documentation: replace it by your own`
      : 'made with the sample key of the documentation: one side still uses it',

  'empty-values': (c) =>
    `empty values were ${c.detail === 'keep' ? 'signed as well' : 'left out when signing'}`,
  'sign-included': () => 'the sign parameter itself was part of the signed string: leave it out',
  'sign-type-included': (c) => `the companion of the sign (sign_type) was ${c.detail} when signing`,
  order: (c) => `the parameters were signed in another order: ${ORDERS[c.detail ?? ''] ?? c.detail}`,
  'value-encoding': (c) => `the values were signed in another encoding: ${c.detail}`,
  'secret-position': (c) => `the secret stands elsewhere in the signed string: ${c.detail}`,
  digest: (c) => `another digest or output form: ${c.detail}`,
  'hex-case': (c) => `the hex digits are ${c.detail} case`,
  'leading-zero': (c) =>
    c.detail === 'lost in each byte'
      ? 'each byte of the digest was printed by itself, and those below 16 with one digit: print two for each'
      : `leading zeros of the digest were ${c.detail}: it was ${c.detail === 'lost' ? 'printed as a number' : 'padded'}`,
  'last-character': (c) =>
    c.detail === 'kept'
      ? 'signed with the whole key, its last character not cut off'
      : 'the last character of the signed string was cut off',
  'canonical-order': (c) => `put together in another way: ${c.detail}`,
  'body-not-raw': (c) => `not the raw body was signed but the parsed one${how(c)}`,

  'iv-wrong': () => 'the key is right and the IV is wrong: only the first 16 bytes come out garbled',
  'iv-prefixed': () => 'the IV stands in front of the ciphertext, as its first 16 bytes',
  'iv-zero': (c) => `the IV is sixteen zeros${how(c)}`,
  'iv-is-key': () => 'the IV is the first 16 bytes of the key',
  'padding-twice': () =>
    'padded twice: by hand and by the cipher; unpad once more, or leave one to the cipher',
  'padding-zero': () => 'padded with zeros, not PKCS#7',
  'padding-none': () => 'not padded at all',
  'not-multiple-of-16': (c) =>
    `the length is no multiple of 16${at(c)}: ${c.detail} bytes; cut off or wrongly decoded`,
  'cipher-mode': (c) => `another mode of the cipher: ${c.detail}`,
  'rsa-padding': (c) => `encrypted with ${c.detail}: a receiver that expects PKCS#1 v1.5 fails`,
  'rsa-blocks': (c) => `${c.where} is ${c.detail} blocks: decrypt each by itself and join the results`,
  'ecies-variant': (c) => `another variant of ECIES: ${c.detail}`,

  'timestamp-unit': (c) => `the time${at(c)} is in ${c.detail}, not in the documented unit`,
  'timestamp-skew': (c) =>
    c.detail?.endsWith(' h')
      ? `the time${at(c)} is off by whole hours (${c.detail}): UTC against local time (+08:00)`
      : `the time${at(c)} is off (${c.detail}): set the clocks by NTP`,
  'timestamp-format': (c) => `the time${at(c)} is not written as ${c.detail}`,
  'nonce-precision': (c) =>
    `a long number went through a floating-point type${at(c)}${how(c)}: keep it as text or as an integer`,
};
