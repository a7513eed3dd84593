import type { Layer, UnwrapProblem } from '../../input/unwrap/layers.ts';

/** What was taken off the input. */
export function layer(l: Layer): string {
  switch (l.code) {
    case 'bom':
      return '字节序标记 BOM';
    case 'utf-16':
      return `UTF-16（${l.endian === 'little' ? '小' : '大'}端）`;
    case 'final-newline':
      return '末尾换行';
    case 'white-space':
      return '首尾空白';
    case 'line-wrap':
      return `每 ${l.width} 字符换行`;
    case 'base64':
    case 'base64url':
      return l.code;
    case 'hex':
      return '十六进制';
    case 'percent':
      return '百分号编码';
    case 'json-string':
      return 'JSON 字符串';
    case 'quotes':
      return `引号 ${l.quote}`;
    case 'doubled-quotes':
      return '双写引号（CSV）';
    case 'backslash-escapes':
      return '反斜杠转义';
    case 'hex-escapes':
      return '\\xNN 转义';
    case 'unicode-escapes':
      return '\\uNNNN 转义';
    case 'html-entities':
      return 'HTML 实体';
    case 'log-prefix':
      return `日志前缀：${l.text}`;
    case 'log-suffix':
      return `日志后缀：${l.text}`;
    case 'docker-log':
      return 'Docker 日志行';
    case 'http-request':
      return 'HTTP 请求';
    case 'chunked':
      return 'chunked 分块传输';
    case 'curl-verbose':
      return 'curl -v 输出';
    case 'curl':
      return `curl 命令（${l.shell}）`;
    case 'invoke-web-request':
      return 'PowerShell Invoke-WebRequest';
    case 'har':
      return `HAR 第 ${l.entry}/${l.of} 条`;
    case 'delivery':
      return l.of > 1 ? `投递记录第 ${l.entry}/${l.of} 条` : '投递记录';
  }
}

/** What could not be taken as it stands, and what to do. */
export function unwrapProblem(p: UnwrapProblem): string {
  switch (p.code) {
    case 'json-cut-off':
      return `JSON 在 ${p.offset} 字节后中断：被截断了，请复制完整`;
    case 'json-broken':
      return `JSON 在第 ${p.offset} 字节处损坏：那里被改动或混入了别的内容`;
    case 'bad-percent-escapes':
      return `${p.count} 处百分号编码不合法，第一处在第 ${p.offset} 字节：数据里有 % 本身，或根本没有编码`;
    case 'base64-cut-off':
      return `base64 不会是 ${p.length} 个字符：被截断了，请复制完整`;
    case 'base64-spaces':
      return `base64 里有 ${p.count} 个空格：多半是 + 被表单解码吃掉了`;
    case 'base64-broken':
      return `${p.field} 里的 base64 解不开`;
    case 'looks-like-key':
      return '这是密钥：请用相应选项给出';
    case 'looks-like-response':
      return `这是应答（状态 ${p.status}），不是请求`;
    case 'several-payloads':
      return `文本里有 ${p.count} 段内容，取了第一段`;
    case 'entry-not-chosen':
      return `有 ${p.of} 个请求：请用 --entry 选一个`;
    case 'no-such-entry':
      return `共 ${p.of} 条，没有第 ${p.entry} 条`;
    case 'har-params-rebuilt':
      return 'HAR 里只有解析后的参数：请求体由其重建，原始字节不可知';
    case 'content-length-differs':
      return `Content-Length 是 ${p.expected} 字节，实有 ${p.actual}：被截断，或复制时有改动`;
    case 'no-blank-line':
      return '请求头与请求体之间缺少空行';
    case 'file-not-read':
      return `${p.option} 指向文件 ${p.file}，不会读取：请粘贴文件内容`;
    case 'unsupported-option':
      return `所粘贴命令的选项 ${p.option} 没有采用`;
    case 'shell-expansion':
      return `${p.text} 要由 shell 展开：请粘贴展开后的命令`;
  }
}
