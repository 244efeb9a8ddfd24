import { libraryModel } from '../../engine/model.ts';

/**
 * Messages of brokers. Facts: https://amqp-node.github.io/amqplib/channel_api.html#channel_consume,
 * https://kafka.js.org/docs/consuming, https://github.com/mqttjs/MQTT.js#event-message, https://github.com/nats-io/nats.js,
 * https://github.com/bbc/sqs-consumer, https://cloud.google.com/nodejs/docs/reference/pubsub/latest,
 * https://learn.microsoft.com/javascript/api/@azure/service-bus/messagehandlers.
 */
export default libraryModel({
  package: [
    'amqplib',
    'amqplib/callback_api',
    'amqp-connection-manager',
    'kafkajs',
    '@confluentinc/kafka-javascript',
    'mqtt',
    'nats',
    '@nats-io/transport-node',
    'sqs-consumer',
    '@google-cloud/pubsub',
    '@azure/service-bus',
    '@azure/event-hubs',
    'rhea',
  ],
  types: [
    { type: 'Connection', is: ['connect()'] },
    { type: 'Channel', is: ['Connection#createChannel()', 'Connection#createConfirmChannel()', 'ConfirmChannel#'] },
    { type: 'ChannelModel', extends: ['Connection'] },
    { type: 'ConsumeMessage' },
    { type: 'Message', extends: ['ConsumeMessage'] },
    { type: 'Consumer', is: ['Kafka#consumer()', 'KafkaJS.Kafka#consumer()'] },
    { type: 'EachMessagePayload' },
    { type: 'EachBatchPayload' },
    { type: 'KafkaMessage', is: ['EachMessagePayload#message', 'EachBatchPayload#batch.messages.*'] },
    { type: 'Subscription', is: ['PubSub#subscription()', 'PubSub#topic().subscription()'] },
    { type: 'Receiver', is: ['ServiceBusClient#createReceiver()', 'EventHubConsumerClient#'] },
    { type: 'NatsMessage', is: ['Connection#subscribe().*'] },
  ],
  handlers: [
    { to: ['connect'], parameters: ['', 'Connection'] },
    { to: ['Connection#createChannel'], parameters: ['', 'Channel'] },
    { to: ['Channel#consume'], argument: 1, parameters: ['ConsumeMessage'] },
    { to: ['Consumer#run'], argument: 0, option: 'eachMessage', parameters: ['EachMessagePayload'] },
    { to: ['Consumer#run'], argument: 0, option: 'eachBatch', parameters: ['EachBatchPayload'] },
    { to: ['Connection#on'], argument: 1, event: ['message'], parameters: ['', 'Payload'] },
    { to: ['Connection#subscribe'], argument: 1, option: 'callback', parameters: ['', 'NatsMessage'] },
    { to: ['Consumer.create', 'Consumer'], argument: 0, option: 'handleMessage', parameters: ['SqsMessage'] },
    { to: ['Consumer.create', 'Consumer'], argument: 0, option: 'handleMessageBatch', parameters: ['SqsMessages'] },
    { to: ['Subscription#on'], argument: 1, event: ['message'], parameters: ['PubSubMessage'] },
    { to: ['Receiver#subscribe'], argument: 0, option: 'processMessage', parameters: ['ServiceBusMessage'] },
    { to: ['Receiver#subscribe'], argument: 0, option: 'processEvents', parameters: ['ServiceBusMessages'] },
  ],
  sources: [
    {
      trust: 'stored',
      from: [
        ...['ConsumeMessage#content', 'ConsumeMessage#properties.headers', 'ConsumeMessage#fields.routingKey'],
        ...['KafkaMessage#value', 'KafkaMessage#key', 'KafkaMessage#headers', 'Payload#'],
        ...['data', 'json()', 'string()'].map((name) => `NatsMessage#${name}`),
        ...['SqsMessage#Body', 'SqsMessages#*.Body', 'PubSubMessage#data', 'PubSubMessage#attributes'],
        ...['ServiceBusMessage#body', 'ServiceBusMessages#*.body'],
      ],
      label: 'a message of a queue',
    },
  ],
});
