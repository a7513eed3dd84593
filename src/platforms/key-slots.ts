/** Every key of every platform, apart from the rest of the platform data because the options of all commands come from it at start-up. */
import type { KeySlot } from './platform.ts';

export const KEY_SLOTS: readonly KeySlot[] = [
  { platform: 'haomiao', name: 'key', what: { zh: 'AES 密钥', en: 'AES key' } },
  { platform: 'haomiao', name: 'iv', what: { zh: 'AES 初始向量', en: 'AES IV' } },
  { platform: 'haitouhui', name: 'secret', what: { zh: '应用密钥 app secret', en: 'app secret' } },
  {
    platform: 'yunzhimeng',
    name: 'ivs-public-key',
    half: 'public',
    what: { zh: '运之盟公钥（验签）', en: "the platform's public key (verifies)" },
  },
  {
    platform: 'yunzhimeng',
    name: 'sign-secret-key',
    half: 'private',
    what: { zh: '己方私钥（解密）', en: 'your private key (decrypts)' },
  },
  {
    platform: 'yunzhimeng',
    name: 'ivs-private-key',
    what: {
      zh: '测试用的平台私钥（send 签名）',
      en: "a test platform's private key (signs what send sends)",
    },
  },
  { platform: 'lianyou', name: 'key', what: { zh: '签名密钥', en: 'sign key' } },
];
