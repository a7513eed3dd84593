/** Sample messages of 毫秒. */
import { jsonObject, type SampleMessage } from '../sample.ts';

export const messages: Readonly<Record<string, SampleMessage>> = {
  spin: {
    what: { zh: '用户 Spin 后的游戏数据', en: 'game data after a spin' },
    schema: 'body',
    headers: [['Authorization', 'Bearer ']],
    body: {
      kind: 'json',
      text: jsonObject('"order_no":"2025112109300100017"', '"data":""', '"time":1763690000', '"uid":"110"'),
    },
    encrypted: [
      {
        at: { field: 'data' },
        schema: 'data',
        text: jsonObject(
          '"order_no":"2025112109300100017"',
          '"total_bet":10.50,"total_win":25.00,"net_win":14.50',
          '"business":"slot","game_id":1024,"time":1763690000',
        ),
        renew: [{ at: { field: 'time' }, as: 'seconds' }],
      },
      {
        at: { header: 'Authorization', prefix: 'Bearer ' },
        schema: 'token',
        text: jsonObject(
          '"account":"1723205701015@jjserver.com","uid":"110","time":"1763690000"',
          '"username":"测试1","wallet":4078.90',
        ),
        renew: [{ at: { field: 'time' }, as: 'seconds' }],
      },
    ],
    renew: [{ at: { field: 'time' }, as: 'seconds' }],
  },
};
