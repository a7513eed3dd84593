/** Lines of code that avoid a mistake, in the languages that callbacks are received in. Code needs no translation. */
import type { CauseCode } from './cause.ts';

export type FixLanguage = 'java' | 'php' | 'node' | 'python' | 'go';

export const FIXES: Partial<Readonly<Record<CauseCode, Partial<Readonly<Record<FixLanguage, string>>>>>> = {
  'json-reserialised': {
    java: 'byte[] body = request.getInputStream().readAllBytes(); // not objectMapper.writeValueAsString(dto)',
    php: "$body = file_get_contents('php://input'); // not json_encode(json_decode(...))",
    node: 'app.use(express.raw({ type: "*/*" })) // req.body is a Buffer; not JSON.stringify(req.body)',
    python: 'body = request.get_data()  # not json.dumps(request.json)',
    go: 'body, _ := io.ReadAll(r.Body) // not json.Marshal(v)',
  },
  'plus-as-space': {
    java: 'URLEncoder.encode(value, UTF_8) // when sending; request.getParameter(...) has decoded already',
    php: '$_POST["data"] // decoded already: no urldecode()',
    node: 'new URLSearchParams(rawBody).get("data") // once; encodeURIComponent when sending',
    python: 'urllib.parse.parse_qs(body) # once; quote_plus when sending',
    go: 'r.ParseForm(); r.PostForm.Get("data") // once; url.QueryEscape when sending',
  },
  'decoded-twice': {
    java: 'String data = request.getParameter("data"); // no URLDecoder.decode(...) behind it',
    php: '$data = $_POST["data"]; // no urldecode() behind it',
    node: 'const data = req.body.data // no decodeURIComponent() behind it',
    python: 'data = request.form["data"]  # no unquote() behind it',
    go: 'data := r.PostFormValue("data") // no url.QueryUnescape behind it',
  },
  'not-decoded': {
    java: 'URLDecoder.decode(value, UTF_8)',
    php: 'urldecode($value)',
    node: "decodeURIComponent(value.replace(/\\+/g, ' '))",
    python: 'urllib.parse.unquote_plus(value)',
    go: 'url.QueryUnescape(value)',
  },
  'html-escaped': {
    java: '// take the parameter before the XSS filter: exclude the callback path from it',
    php: '$raw = file_get_contents("php://input"); // before htmlspecialchars() filters such as I() or input()',
    node: '// verify before middlewares such as xss-clean',
  },
  'backslashes-added': { php: 'stripslashes($_POST["data"]) // or switch the filter off that adds them' },
  'charset-gbk': {
    java: 'text.getBytes(UTF_8) // never getBytes() or new String(bytes) without a charset',
    php: "mb_convert_encoding($text, 'UTF-8', 'GBK') // where the bytes that come are GBK",
    node: "new TextDecoder('gbk').decode(bytes) // where the bytes that come are GBK",
    python: "data.decode('gbk')  # where the bytes that come are GBK",
    go: 'simplifiedchinese.GBK.NewDecoder().Bytes(data) // where the bytes that come are GBK',
  },
  'newline-added': {
    php: 'rtrim($secret, "\\r\\n")',
    python: 'open("key.txt").read().rstrip("\\n")',
    node: "readFileSync('key.txt', 'utf8').trim()",
    java: 'Files.readString(path).strip()',
    go: 'strings.TrimSpace(string(key))',
  },
  'key-newline': {
    php: 'trim(file_get_contents("key.txt"))',
    python: 'open("key.txt").read().strip()',
    node: "readFileSync('key.txt', 'utf8').trim()",
    java: 'Files.readString(path).strip()',
    go: 'strings.TrimSpace(string(key))',
  },
  'key-size': {
    java: 'new SecretKeySpec(key.getBytes(UTF_8), "AES") // 32 bytes: AES-256',
    php: "openssl_decrypt($data, 'AES-256-CBC', $key, 0, $iv) // AES-128-CBC keeps 16 bytes of the key",
    node: "createDecipheriv('aes-256-cbc', key, iv)",
    python: 'AES.new(key.encode(), AES.MODE_CBC, iv.encode())  # 32 bytes: AES-256',
    go: 'aes.NewCipher([]byte(key)) // 32 bytes: AES-256',
  },
  'padding-twice': {
    java: 'Cipher.getInstance("AES/CBC/PKCS5Padding") // and no padding by hand',
    php: 'openssl_encrypt($plain, $cipher, $key, 0, $iv) // pads by itself: no pkcs7_pad() before it',
    node: '// no unpadding by hand: decipher.final() has unpadded already',
  },
  'hex-case': {
    java: 'sign.equalsIgnoreCase(expected)',
    php: 'strtoupper(md5($s))',
    node: '.toUpperCase()',
    python: '.upper()',
    go: 'strings.ToUpper(sign)',
  },
  'leading-zero': {
    java: 'String.format("%032X", new BigInteger(1, digest)) // not toString(16)',
    go: 'hex.EncodeToString(sum[:]) // not fmt.Sprintf("%x", bigInt)',
  },
  'nonce-precision': {
    java: 'long nonce // not double',
    php: 'json_decode($body, false, 512, JSON_BIGINT_AS_STRING)',
    node: 'req.headers["x-nonce"] // a string; BigInt(...), never Number(...)',
    python: 'json.loads(body, parse_float=str)',
    go: 'decoder.UseNumber()',
  },
  'rsa-blocks': { java: 'for each 256 bytes (RSA-2048): cipher.doFinal(block), then join' },
  'rsa-padding': {
    java: 'Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding") // MGF1 with SHA-1 unless OAEPParameterSpec says otherwise',
    node: "privateDecrypt({ key, padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, data) // its MGF1 digest is SHA-256 too",
    python: 'padding.OAEP(mgf=padding.MGF1(hashes.SHA1()), algorithm=hashes.SHA256(), label=None)',
  },
  'key-format': {
    java: 'KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(bare)))',
    php: '"-----BEGIN PUBLIC KEY-----\\n" . chunk_split($bare, 64, "\\n") . "-----END PUBLIC KEY-----"',
    node: "createPublicKey({ key: Buffer.from(bare, 'base64'), format: 'der', type: 'spki' })",
    python: 'serialization.load_der_public_key(base64.b64decode(bare))',
  },
};
