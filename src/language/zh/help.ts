import type { Help } from '../help.ts';

const help: Help = {
  description: '说清回调失败是哪个错误造成的，并给出证明',
  commands: {
    inspect: '一份报告，查清一个回调的一切',
    decrypt: '解密一个密文、请求体或令牌，输出明文',
    sign: '计算参数的签名',
    verify: '验证请求是否真实，并解密涉密字段',
    validate: '用内置或自己的 JSON Schema 校验内容',
    platforms: '平台的字段、返回码、应答和重试',
  },
  options: {
    file: '从文件读取输入（- 表示标准输入）',
    clipboard: '从剪贴板读取输入',
    entry: '输入含多个请求时取第几个（从 1 数起）',
    platform: 'haomiao、haitouhui、yunzhimeng 或 lianyou（默认自动识别）',
    rule: '签名规则：内置名称，或 JSON 文件',
    canonical: '被签名的内容，如 "{timestamp}{nonce}{body}"',
    effort: '查找原因的力度（默认 normal，4 秒）',
    saveRule: '今后使用找到的规则',
    schema: '内置 schema，如 haitouhui/notify，或 JSON 文件',
    json: '输出一个 JSON 对象',
    copy: '同时把结果放到剪贴板',
    quiet: '不在标准错误输出说明',
    lang: '语言：zh 或 en（默认取自环境）',
  },
  keyValue: '直接写、@文件 或 env:变量名',
  titles: {
    usage: '用法：',
    arguments: '参数：',
    options: '选项：',
    commands: '命令：',
    examples: '示例：',
  },
  helpOption: '显示帮助',
  versionOption: '显示版本',
  footer:
    '输入：参数、--file、--clipboard 或标准输入，形式不限：请求体、HTTP 请求、curl、HAR、日志行。\n退出码：0 全部正确，1 检查出错误，2 用法错误、输入读不懂或缺少密钥。',
};
export default help;
