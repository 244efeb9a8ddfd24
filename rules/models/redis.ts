import { libraryModel } from '../../engine/model.ts';

/**
 * What was put there before, often by a stranger's request. Facts: https://redis.github.io/ioredis/classes/Redis.html,
 * https://github.com/redis/node-redis#usage, https://upstash.com/docs/redis/sdks/ts/overview.
 */
const READS = [
  ...['get', 'getdel', 'getDel', 'getex', 'getEx', 'getrange', 'getRange', 'getset', 'mget', 'mGet', 'getBuffer'],
  ...['hget', 'hGet', 'hgetall', 'hGetAll', 'hmget', 'hmGet', 'hvals', 'hVals', 'lindex', 'lIndex', 'lrange'],
  ...['lRange', 'lpop', 'lPop', 'rpop', 'rPop', 'blpop', 'blPop', 'brpop', 'brPop', 'smembers', 'sMembers', 'spop'],
  ...['sPop', 'zrange', 'zRange', 'xread', 'xRead', 'xrange', 'xRange'],
];

export default libraryModel({
  package: ['redis', 'ioredis', '@redis/client', '@upstash/redis', '@vercel/kv', 'valkey-glide', 'iovalkey'],
  elements: [
    {
      kind: 'store',
      call: [
        ...[
          'get',
          'set',
          'setex',
          'setEx',
          'del',
          'hget',
          'hset',
          'hGet',
          'hSet',
          'hgetall',
          'hGetAll',
          'incr',
          'decr',
          'expire',
          'lpush',
          'rpush',
          'lPush',
          'rPush',
          'lpop',
          'rpop',
          'sadd',
          'srem',
          'smembers',
          'zadd',
          'zrange',
          'exists',
          'publish',
          'subscribe',
          'mget',
          'mset',
          'eval',
          'getdel',
        ].map((name) => `Redis#${name}`),
      ],
      name: { constant: 'redis' },
      protocol: 'redis',
    },
  ],
  types: [
    {
      type: 'Redis',
      is: [
        'default()',
        'createClient()',
        'createCluster()',
        'kv',
        'Redis.fromEnv()',
        'Redis#duplicate()',
        'Redis#connect()',
      ],
    },
    { type: 'Cluster', extends: ['Redis'] },
    { type: 'RedisClientType', extends: ['Redis'] },
    { type: 'Answer' },
    { type: 'Message' },
  ],
  handlers: [
    { to: READS.map((name) => `Redis#${name}`), parameters: ['', 'Answer'] },
    { to: ['Redis#on'], argument: 1, event: ['message', 'messageBuffer'], parameters: ['', 'Message'] },
    { to: ['Redis#on'], argument: 1, event: ['pmessage'], parameters: ['', '', 'Message'] },
    { to: ['Redis#subscribe', 'Redis#pSubscribe'], argument: 1, parameters: ['Message'] },
  ],
  sources: [
    { trust: 'stored', from: [...READS.map((name) => `Redis#${name}()`), 'Answer#'], label: 'what is stored in Redis' },
    { trust: 'stored', from: ['Message#'], shape: 'text', label: 'a message of Redis' },
  ],
  sinks: [
    // The text of a Lua script: https://redis.io/docs/latest/develop/programmability/eval-intro/
    {
      rule: 'redis-script-injection',
      call: ['eval', 'evalRo', 'eval_ro', 'scriptLoad', 'functionLoad'].map((name) => `Redis#${name}`),
      argument: 0,
    },
    {
      rule: 'redis-script-injection',
      call: ['Redis#script'],
      argument: 1,
      when: { constant: { argument: 0, in: ['load'] } },
    },
    { rule: 'redis-script-injection', call: ['Redis#defineCommand'], argument: 1, path: 'lua' },
    { rule: 'redis-script-injection', call: ['Redis#createScript'], argument: 0 },
    // The name of a command, or all of its words.
    { rule: 'redis-command-injection', call: ['Redis#sendCommand', 'Redis#executeIsolated'], argument: 0, path: ['0'] },
    { rule: 'redis-command-injection', call: ['Redis#call', 'Redis#callBuffer'], argument: 0 },
  ],
});
