/** Lines of code that avoid a mistake, in the languages that callbacks are received in, with a note in both of ours. */
import type { Bilingual } from '../language/text.ts';
import type { CauseCode } from './cause.ts';

export type FixLanguage = 'java' | 'php' | 'node' | 'python' | 'go';

/** A line of code, a note on it, or both. */
export interface Fix {
  readonly code?: string;
  readonly note?: Bilingual;
}

const fix = (code: string, ...words: [] | [en: string, zh: string]): Fix => {
  const [en, zh] = words;
  return en === undefined || zh === undefined ? { code } : { code, note: { en, zh } };
};
const note = (en: string, zh: string): Fix => ({ note: { en, zh } });

export const FIXES: Partial<Readonly<Record<CauseCode, Partial<Readonly<Record<FixLanguage, Fix>>>>>> = {
  'json-reserialised': {
    java: fix(
      'byte[] body = request.getInputStream().readAllBytes();',
      'not objectMapper.writeValueAsString(dto)',
      '不要用 objectMapper.writeValueAsString(dto)',
    ),
    php: fix(
      "$body = file_get_contents('php://input');",
      'not json_encode(json_decode(...))',
      '不要用 json_encode(json_decode(...))',
    ),
    node: fix(
      'app.use(express.raw({ type: "*/*" }))',
      'req.body is a Buffer; not JSON.stringify(req.body)',
      'req.body 是 Buffer；不要用 JSON.stringify(req.body)',
    ),
    python: fix(
      'body = request.get_data()',
      'not json.dumps(request.json)',
      '不要用 json.dumps(request.json)',
    ),
    go: fix('body, _ := io.ReadAll(r.Body)', 'not json.Marshal(v)', '不要用 json.Marshal(v)'),
  },
  'plus-as-space': {
    java: fix(
      'URLEncoder.encode(value, UTF_8)',
      'when sending; request.getParameter(...) has decoded already',
      '发送时编码；request.getParameter(...) 已经解码',
    ),
    php: fix('$_POST["data"]', 'decoded already: no urldecode()', '已经解码：不要再 urldecode()'),
    node: fix(
      'new URLSearchParams(rawBody).get("data")',
      'once; encodeURIComponent when sending',
      '只解码一次；发送时用 encodeURIComponent',
    ),
    python: fix(
      'urllib.parse.parse_qs(body)',
      'once; quote_plus when sending',
      '只解码一次；发送时用 quote_plus',
    ),
    go: fix(
      'r.ParseForm(); r.PostForm.Get("data")',
      'once; url.QueryEscape when sending',
      '只解码一次；发送时用 url.QueryEscape',
    ),
  },
  'decoded-twice': {
    java: fix(
      'String data = request.getParameter("data");',
      'no URLDecoder.decode(...) behind it',
      '之后不要再 URLDecoder.decode(...)',
    ),
    php: fix('$data = $_POST["data"];', 'no urldecode() behind it', '之后不要再 urldecode()'),
    node: fix(
      'const data = req.body.data',
      'no decodeURIComponent() behind it',
      '之后不要再 decodeURIComponent()',
    ),
    python: fix('data = request.form["data"]', 'no unquote() behind it', '之后不要再 unquote()'),
    go: fix(
      'data := r.PostFormValue("data")',
      'no url.QueryUnescape behind it',
      '之后不要再 url.QueryUnescape',
    ),
  },
  'not-decoded': {
    java: fix('URLDecoder.decode(value, UTF_8)'),
    php: fix('urldecode($value)'),
    node: fix("decodeURIComponent(value.replace(/\\+/g, ' '))"),
    python: fix('urllib.parse.unquote_plus(value)'),
    go: fix('url.QueryUnescape(value)'),
  },
  'html-escaped': {
    java: note(
      'take the parameter before the XSS filter: exclude the callback path from it',
      '在 XSS 过滤器之前取参数：把回调路径排除在过滤之外',
    ),
    php: fix(
      '$raw = file_get_contents("php://input");',
      'before htmlspecialchars() filters such as I() or input()',
      '在 I()、input() 等 htmlspecialchars() 过滤之前读取',
    ),
    node: note('verify before middlewares such as xss-clean', '在 xss-clean 等中间件之前验签'),
  },
  'backslashes-added': {
    php: fix(
      'stripslashes($_POST["data"])',
      'or switch the filter off that adds them',
      '或关闭添加反斜杠的过滤器',
    ),
  },
  'charset-gbk': {
    java: fix(
      'text.getBytes(UTF_8)',
      'never getBytes() or new String(bytes) without a charset',
      '不要用不带字符集的 getBytes() 或 new String(bytes)',
    ),
    php: fix(
      "mb_convert_encoding($text, 'UTF-8', 'GBK')",
      'where the bytes that come are GBK',
      '收到的字节是 GBK 时',
    ),
    node: fix(
      "new TextDecoder('gbk').decode(bytes)",
      'where the bytes that come are GBK',
      '收到的字节是 GBK 时',
    ),
    python: fix("data.decode('gbk')", 'where the bytes that come are GBK', '收到的字节是 GBK 时'),
    go: fix(
      'simplifiedchinese.GBK.NewDecoder().Bytes(data)',
      'where the bytes that come are GBK',
      '收到的字节是 GBK 时',
    ),
  },
  'newline-added': {
    php: fix('rtrim($secret, "\\r\\n")'),
    python: fix('open("key.txt").read().rstrip("\\n")'),
    node: fix("readFileSync('key.txt', 'utf8').trim()"),
    java: fix('Files.readString(path).strip()'),
    go: fix('strings.TrimSpace(string(key))'),
  },
  'key-newline': {
    php: fix('trim(file_get_contents("key.txt"))'),
    python: fix('open("key.txt").read().strip()'),
    node: fix("readFileSync('key.txt', 'utf8').trim()"),
    java: fix('Files.readString(path).strip()'),
    go: fix('strings.TrimSpace(string(key))'),
  },
  'key-size': {
    java: fix('new SecretKeySpec(key.getBytes(UTF_8), "AES")', '32 bytes: AES-256', '32 字节：AES-256'),
    php: fix(
      "openssl_decrypt($data, 'AES-256-CBC', $key, 0, $iv)",
      'AES-128-CBC keeps 16 bytes of the key',
      'AES-128-CBC 只取密钥的 16 字节',
    ),
    node: fix("createDecipheriv('aes-256-cbc', key, iv)"),
    python: fix('AES.new(key.encode(), AES.MODE_CBC, iv.encode())', '32 bytes: AES-256', '32 字节：AES-256'),
    go: fix('aes.NewCipher([]byte(key))', '32 bytes: AES-256', '32 字节：AES-256'),
  },
  'padding-twice': {
    java: fix('Cipher.getInstance("AES/CBC/PKCS5Padding")', 'and no padding by hand', '不要再手工填充'),
    php: fix(
      'openssl_encrypt($plain, $cipher, $key, 0, $iv)',
      'pads by itself: no pkcs7_pad() before it',
      '自带填充：之前不要再 pkcs7_pad()',
    ),
    node: note(
      'no unpadding by hand: decipher.final() has unpadded already',
      '不要手工去填充：decipher.final() 已经去掉',
    ),
  },
  'hex-case': {
    java: fix('sign.equalsIgnoreCase(expected)'),
    php: fix('strtoupper(md5($s))'),
    node: fix('.toUpperCase()'),
    python: fix('.upper()'),
    go: fix('strings.ToUpper(sign)'),
  },
  'leading-zero': {
    java: fix('String.format("%032X", new BigInteger(1, digest))', 'not toString(16)', '不要用 toString(16)'),
    go: fix(
      'hex.EncodeToString(sum[:])',
      'not fmt.Sprintf("%x", bigInt)',
      '不要用 fmt.Sprintf("%x", bigInt)',
    ),
  },
  'nonce-precision': {
    java: fix('long nonce', 'not double', '不要用 double'),
    php: fix('json_decode($body, false, 512, JSON_BIGINT_AS_STRING)'),
    node: fix(
      'req.headers["x-nonce"]',
      'a string; BigInt(...), never Number(...)',
      '是字符串；用 BigInt(...)，不要用 Number(...)',
    ),
    python: fix('json.loads(body, parse_float=str)'),
    go: fix('decoder.UseNumber()'),
  },
  'rsa-blocks': {
    java: fix(
      'cipher.doFinal(bytes, at, 256)',
      'for each 256 bytes (RSA-2048), then join',
      '每 256 字节（RSA-2048）一次，再拼接',
    ),
  },
  'rsa-padding': {
    java: fix(
      'Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding")',
      'MGF1 with SHA-1 unless OAEPParameterSpec says otherwise',
      'MGF1 用 SHA-1，除非 OAEPParameterSpec 另有指定',
    ),
    node: fix(
      "privateDecrypt({ key, padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, data)",
      'its MGF1 digest is SHA-256 too',
      'MGF1 的摘要也是 SHA-256',
    ),
    python: fix('padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA256(), label=None)'),
  },
  'key-format': {
    java: fix(
      'KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(bare)))',
    ),
    php: fix('"-----BEGIN PUBLIC KEY-----\\n" . chunk_split($bare, 64, "\\n") . "-----END PUBLIC KEY-----"'),
    node: fix("createPublicKey({ key: Buffer.from(bare, 'base64'), format: 'der', type: 'spki' })"),
    python: fix('serialization.load_der_public_key(base64.b64decode(bare))'),
  },
};
