/**
 * Makes the files in examples/ anew, as the platforms would, with node:crypto alone: nothing here comes from src/, so
 * an example that verifies is also a check of src/. The failing ones are then damaged the way such callbacks are.
 */
import {
  constants,
  createCipheriv,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  publicEncrypt,
  sign,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../examples/', import.meta.url));
const write = (name, text) => writeFileSync(join(folder, name), text);
/** A key of examples/keys, made when it is not there yet. */
const key = (name, make) => {
  const path = join(folder, 'keys', name);
  if (!existsSync(path)) writeFileSync(path, make());
  return readFileSync(path, 'utf8').trim();
};
const md5 = (text) => createHash('md5').update(text).digest('hex');
/** A raw HTTP request with the length that its body has. */
const http = (path, headers, body) =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: merchant.example.com',
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
    .join('\r\n')
    .concat('\r\n\r\n', body);

// 毫秒: 32 key characters as 32 bytes, which is AES-256-CBC; token and data encrypted apart.
{
  const aesKey = key('haomiao.key', () => '3e9a51c07bd84f26a1f0c85d92e47b63\n');
  const iv = key('haomiao.iv', () => 'k7w2pz40qmx9t1vb\n');
  const encrypt = (text) => {
    const cipher = createCipheriv('aes-256-cbc', aesKey, iv);
    return cipher.update(text, 'utf8', 'base64') + cipher.final('base64');
  };
  const token = encrypt(
    '{"account":"1723205701015@jjserver.com","uid":"110","time":"1795222800","username":"测试1","wallet":4078.90}',
  );
  const data = encrypt(
    '{"order_no":"2026112109000100017","total_bet":10.50,"total_win":25.00,"net_win":14.50,"business":"slot","game_id":1024,"time":1795222800}',
  );
  const body = (blob) => `{"order_no":"2026112109000100017","data":"${blob}","time":1795222800,"uid":"110"}`;
  write(
    'haomiao-good.http',
    http(
      '/wallet/callback',
      ['Content-Type: application/json', `Authorization: Bearer ${token}`],
      body(data),
    ),
  );
  // A log that keeps 160 characters of each value.
  write(
    'haomiao-bad.log',
    `2026-11-21 09:00:00.482 ERROR [http-nio-8080-exec-7] c.e.WalletController - decrypt failed, body=${JSON.stringify(body(data.slice(0, 160)))}\n`,
  );
}

// 海投汇: UPPER(MD5(secret + name value … + secret)) over the decoded values.
{
  const secret = key('haitouhui.secret', () => 'b7f0e2d94c6a4d1f8e35\n');
  const parameters = {
    version: '1.0',
    app_id: '10002301',
    timestamp: '2026-11-21 09:53:20',
    data: '{"order_no":"HT20261121000017","status":"已支付","amount":"1280.50","buyer":"张三","remark":"加急 100% 顺丰+保价 & 签收=本人"}',
  };
  const names = Object.keys(parameters).sort();
  const text = names.map((name) => name + parameters[name]).join('');
  const signature = md5(secret + text + secret).toUpperCase();
  const form = (values) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%20', '+')}`)
      .join('&');
  write('haitouhui-good.txt', `${form({ ...parameters, sign: signature })}\n`);
  // Decoded twice by a gateway, and sent on: the + has become a space.
  const damaged = { ...parameters, data: parameters.data.replace('+', ' '), sign: signature };
  write(
    'haitouhui-bad.http',
    http(
      '/notify/haitouhui',
      ['Content-Type: application/x-www-form-urlencoded; charset=utf-8'],
      form(damaged),
    ),
  );
}

// 运之盟: RSA signature over timestamp, nonce and raw body; secret fields encrypted for the receiver.
{
  const pair = (publicName, privateName) => {
    if (!existsSync(join(folder, 'keys', privateName))) {
      const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      write(`keys/${publicName}`, publicKey.export({ type: 'spki', format: 'pem' }));
      write(`keys/${privateName}`, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    }
    return [publicName, privateName].map((name) => readFileSync(join(folder, 'keys', name), 'utf8'));
  };
  const [, platformPrivate] = pair('ivs_public_key.pem', 'ivs_private_key.pem');
  const [receiverPublic] = pair('sign_public_key.pem', 'sign_secret_key.pem');
  const seal = (text) =>
    publicEncrypt({ key: receiverPublic, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString(
      'base64',
    );
  const body = `{"waybillNo":"YD20261121000123","driverName":"张三","idCardNum":"${seal('110101199003077459')}","phone":"${seal('13800138000')}","amount":1280.50,"nodes":[{"name":"深圳","phone":"${seal('13900139000')}"}]}`;
  const [timestamp, nonce] = ['1795226000123', '583920174650291837'];
  const signature = sign('sha256', Buffer.from(timestamp + nonce + body), createPrivateKey(platformPrivate));
  const headers = [
    ['Content-Type', 'application/json;charset=UTF-8'],
    ['X-Timestamp', timestamp],
    ['X-Nonce', nonce],
    ['X-EventCode', 'CREATE_WAYBILL'],
    ['X-Signature', signature.toString('base64')],
  ];
  write(
    'yunzhimeng-good.http',
    http(
      '/freight/events',
      headers.map((pair) => pair.join(': ')),
      body,
    ),
  );
  // A filter that parses the body and prints it again: spaces after colons and commas, 1280.50 becomes 1280.5.
  const printed = JSON.stringify(JSON.parse(body), null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/([{[]) | ([}\]])/g, '$1$2');
  const har = {
    log: {
      version: '1.2',
      creator: { name: 'proxy', version: '5.0' },
      entries: [
        {
          startedDateTime: '2026-11-21T01:53:20.201Z',
          time: 12,
          request: {
            method: 'POST',
            url: 'https://merchant.example.com/freight/events',
            httpVersion: 'HTTP/1.1',
            headers: headers.map(([name, value]) => ({ name, value })),
            queryString: [],
            cookies: [],
            headersSize: -1,
            bodySize: Buffer.byteLength(printed),
            postData: { mimeType: 'application/json;charset=UTF-8', text: printed },
          },
          response: {
            status: 401,
            statusText: 'Unauthorized',
            httpVersion: 'HTTP/1.1',
            headers: [],
            cookies: [],
            content: { size: 13, mimeType: 'text/plain', text: 'bad signature' },
            redirectURL: '',
            headersSize: -1,
            bodySize: 13,
          },
          cache: {},
          timings: { send: 0, wait: 12, receive: 0 },
        },
      ],
    },
  };
  write('yunzhimeng-bad.har', `${JSON.stringify(har, null, 2)}\n`);
}

// 链游平台: the rule of the platform's Java sample, the key's lost last character and the lost leading zeros included.
{
  const secret = key('lianyou.key', () => '9f8e7d6c5b4a39281706f5e4d3c2b1a0\n');
  const order = {
    amount: '3',
    contract: '"0x7Be8076f4EA4A4AD08075C2508e481d6C946D12b"',
    currency: '"0"',
    isOrderAsk: '1',
    price: '"1.50 ETH*~+(稀有)"',
    signer: '"0x1a2B3c4D5e6F708192a3b4c5d6e7f80910213243"',
    tokenId: '9007199254740993',
    type: '1001',
  };
  const urlEncoder = (text) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+');
  const pairs = Object.keys(order)
    .sort()
    .map((name) => `${name}=${urlEncoder(String(order[name]).replace(/^"|"$/g, ''))}&`);
  const text = `${pairs.join('')}key=${secret}`.slice(0, -1).replaceAll('+', '%20').replaceAll('*', '%2A');
  const signature = BigInt(`0x${md5(text)}`)
    .toString(16)
    .toUpperCase();
  const json = (members) =>
    `{${Object.entries(members)
      .map(([name, value]) => `"${name}":${value}`)
      .join(',')},"sign":"${signature}"}`;
  write('lianyou-good.json', `${json(order)}\n`);
  // Through a JavaScript JSON.parse: a double cannot hold the tokenId.
  write(
    'lianyou-bad.sh',
    `curl -X POST 'https://merchant.example.com/chain/notify' \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '${json({ ...order, tokenId: String(Number(order.tokenId)) })}'\n`,
  );
}
